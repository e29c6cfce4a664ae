# One image for every part: the command says which (serve, worker, beat, projector, migrate, check).
FROM python:3.12-slim

RUN useradd --create-home --uid 10001 tindaklanjut \
 && install --directory --owner=tindaklanjut --group=tindaklanjut /data

WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY tracker tracker
COPY projections projections
COPY workers workers
COPY templates templates
RUN pip install --no-cache-dir --no-compile .

WORKDIR /data
USER tindaklanjut
ENV PYTHONUNBUFFERED=1 \
    TINDAKLANJUT_HOME=/data \
    TINDAKLANJUT_BIND=0.0.0.0:8000
EXPOSE 8000
VOLUME /data
ENTRYPOINT ["tindaklanjut"]
CMD ["serve"]
