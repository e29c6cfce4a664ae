"""`python -m tracker` is `tindaklanjut`."""

from tracker.cli.main import main

if __name__ == "__main__":
    main()
