"""The words of the product told to those who use it: slug of the anchor → the term, and what it means (DOMAIN)."""

import msgspec

from tracker.application.language import translate


class Term(msgspec.Struct, frozen=True):
    """In the reader's language. `slug` is its place on the page, and never changes."""

    slug: str
    name: str
    text: str


def term(slug: str) -> Term:
    """Raises KeyError for a word that the glossary does not have: a link to it would lead nowhere."""
    name, text = TERM_TEXT[slug]
    return Term(slug, translate(name), translate(text))


def glossary() -> list[Term]:
    """All of them, by name in the reader's language."""
    return sorted(map(term, TERM_TEXT), key=lambda one: one.name.casefold())


TERM_TEXT: dict[str, tuple[str, str]] = {
    "a-n": (
        "a.n. (atas nama)",
        "Pemegang jabatan memberi mandat kepada orang lain untuk memutuskan atas namanya. Keputusan itu tercatat dengan kedua nama.",
    ),
    "bahan-rapat": (
        "Bahan rapat",
        "Lembar cetak berisi semua yang masih terbuka dari rapat sebelumnya dalam seri yang sama, untuk dibahas di awal rapat.",
    ),
    "batas-waktu": (
        "Batas waktu",
        "Hari terakhir sebuah tindak lanjut harus selesai. Berakhir pukul 23.59.59 waktu setempat.",
    ),
    "belum-jatuh-tempo": (
        "Belum jatuh tempo",
        "Tindak lanjut yang batas waktunya belum lewat. Jumlahnya disebut di samping angka, agar jelas berapa yang masih mungkin selesai.",
    ),
    "berita-acara": (
        "Berita acara",
        "Salah satu dari lima jenis bukti dukung: catatan resmi atas suatu kejadian yang ditandatangani para pihak.",
    ),
    "bidang": (
        "Bidang",
        "Seksi atau subbagian yang mengadakan kegiatan atau menangani hasilnya. Daftarnya berbeda di tiap kecamatan.",
    ),
    "bobot": (
        "Bobot unsur",
        "Berapa besar tiap unsur survei dihitung dalam IKM: tepat 1/9, atau 0,111 atau 0,11 seperti dibulatkan sebagian kecamatan. Laporan menyebut bobot yang dipakai.",
    ),
    "bukti-dukung": (
        "Bukti dukung",
        "Dokumen yang menunjukkan bahwa sesuatu benar dikerjakan. Lima jenisnya: rapat koordinasi, dokumen atau laporan, SK Camat, rekomendasi, berita acara.",
    ),
    "buka-kembali": (
        "Buka kembali",
        "Tindak lanjut yang sudah selesai, atau capaian yang sudah ditetapkan, dibuka lagi dengan alasan. Yang lama tetap terbaca di riwayat.",
    ),
    "capaian": (
        "Capaian",
        "Realisasi dibagi target, dalam persen. Dapat lebih dari 100 dan tidak dipotong.",
    ),
    "daftar-periksa": (
        "Daftar periksa",
        "Butir pekerjaan di dalam satu tindak lanjut. Mencentang butir tidak mengubah keadaan tindak lanjutnya.",
    ),
    "definisi-operasional": (
        "Definisi operasional",
        "Cara menghitung sebuah indikator yang ditetapkan Camat dengan nomor dan tanggal dokumen. Sebelum ditetapkan, angkanya bertanda SIMULASI.",
    ),
    "dilaporkan-selesai": (
        "Dilaporkan selesai",
        "Penanggung jawab menyatakan pekerjaannya selesai. Belum dihitung selesai sampai orang lain memverifikasinya.",
    ),
    "disahkan": (
        "Disahkan",
        "Notulen disetujui pimpinan rapat, Camat, atau Sekcam. Sesudah itu daftar hadir tertutup, dan menarik catatan perlu persetujuan.",
    ),
    "diteruskan": (
        "Diteruskan",
        "Urusan yang menjadi kewenangan pihak lain: selesai begitu suratnya dikirim dengan nomornya. Menunggu jawabannya menjadi tindak lanjut baru.",
    ),
    "diundur": (
        "Diundur",
        "Batas waktu dipindah ke hari yang lebih akhir. Batas waktu pertama tetap disebut, dan tiap kali mundur dihitung.",
    ),
    "diverifikasi": (
        "Diverifikasi (selesai)",
        "Orang lain yang berwenang telah memeriksa laporan dan buktinya, lalu menerimanya. Yang mengerjakan atau mengetik laporan tidak memverifikasinya sendiri.",
    ),
    "dokumen-laporan": (
        "Dokumen atau laporan",
        "Salah satu dari lima jenis bukti dukung: surat, laporan, atau dokumen lain yang bernomor dan bertanggal.",
    ),
    "fasilitasi": (
        "Fasilitasi",
        "Kegiatan kecamatan yang membantu desa atau warga menyelesaikan suatu urusan, bukan rapat. Dicatat dengan tanggal, desa, judul, dan keluarannya.",
    ),
    "hasil": (
        "Hasil",
        "Kesepakatan sebuah kegiatan. Ada yang perlu tindak lanjut, ada yang hanya informasi.",
    ),
    "hari-kerja": (
        "Hari kerja",
        "Senin sampai Jumat, dikurangi libur nasional, cuti bersama, dan hari libur yang diatur kecamatan sendiri.",
    ),
    "iku": (
        "IKU (Indikator Kinerja Utama)",
        "Ukuran yang harus dilaporkan kecamatan, dengan nama persis seperti dalam dokumen penetapannya.",
    ),
    "ikm": (
        "IKM (Indeks Kepuasan Masyarakat)",
        "Hasil survei kepuasan pada skala 25 sampai 100: rata-rata tiap unsur × bobot × 25. Ini indeks, bukan persentase.",
    ),
    "informatif": (
        "Informatif",
        "Kegiatan atau hasil yang tidak memerlukan tindak lanjut. Definisi indikator menentukan apakah ikut dihitung.",
    ),
    "keadaan-per-tanggal": (
        "Keadaan per tanggal",
        "Membaca catatan dan angka persis seperti yang tercatat pada akhir hari itu. Yang dicatat sesudahnya tidak ikut.",
    ),
    "kegiatan": (
        "Kegiatan (koordinasi)",
        "Satu rapat koordinasi, fasilitasi, atau kegiatan lain pada suatu tanggal, beserta hasilnya.",
    ),
    "keluaran": (
        "Keluaran",
        "Dokumen yang dihasilkan kegiatan dalam kewenangan kecamatan. Keluaran sekaligus menjadi bukti; daftar hadir dan notulen saja bukan keluaran.",
    ),
    "kewenangan": (
        "Kewenangan",
        "Urusan yang boleh diputuskan kecamatan sendiri. Kegiatan di luar kewenangan disebut terpisah dan tidak ikut dihitung.",
    ),
    "kiriman-pengingat": (
        "Pengingat",
        "Pesan kepada orang yang ditunggu, sebelum dan sesudah batas waktu, sampai selesai. Beberapa pengingat untuk satu orang digabung menjadi satu pesan.",
    ),
    "kotak-masuk": (
        "Pemberitahuan (kotak masuk)",
        "Tempat semua pengingat Anda di aplikasi ini. Selalu menyala; hanya surel yang dapat dimatikan.",
    ),
    "krejcie-morgan": (
        "Sampel minimum",
        "Jumlah responden paling sedikit menurut tabel Krejcie dan Morgan, dihitung dari banyaknya warga yang dilayani.",
    ),
    "laporan-kinerja": (
        "Laporan kinerja (LKjIP)",
        "Tabel target, realisasi, capaian, dan predikat dalam setahun dan tiap triwulan, berdampingan dengan tahun sebelumnya.",
    ),
    "lewat-batas-waktu": (
        "Lewat batas waktu",
        "Belum selesai padahal batas waktunya sudah berlalu. Dihitung dari tanggal, jadi tidak perlu dan tidak dapat diisi.",
    ),
    "menurut-register": (
        "Menurut register",
        "Keadaan yang diambil dari berkas register lama. Langkah yang tidak tercatat di sana tidak dibuat-buat.",
    ),
    "mutu": (
        "Mutu pelayanan",
        "Golongan IKM: A Sangat Baik (88,31–100), B Baik (76,61–88,30), C Kurang Baik (65,00–76,60), D Tidak Baik (25,00–64,99).",
    ),
    "notulen": (
        "Notulen",
        "Catatan rapat: pokok bahasan, daftar hadir, dan tinjauan. Disusun, diajukan, lalu disahkan atau dikembalikan.",
    ),
    "pelaksana-bersama": (
        "Pelaksana bersama",
        "Jabatan atau pihak yang ikut mengerjakan tindak lanjut bersama penanggung jawabnya.",
    ),
    "penanggung-jawab": (
        "Penanggung jawab",
        "Jabatan atau pihak yang harus mengerjakan. Bila pejabatnya berganti, tugasnya tetap pada jabatan itu.",
    ),
    "penetapan-capaian": (
        "Penetapan capaian",
        "Angka satu triwulan diusulkan Kasubbag Perencanaan dan dikukuhkan Camat. Sesudah itu angkanya tidak berubah lagi.",
    ),
    "penyebab-perubahan": (
        "Penyebab perubahan",
        "Daftar kegiatan yang membuat angka berbeda antara dua tanggal: apa yang masuk, keluar, terpenuhi, atau surut.",
    ),
    "pengingat-gagal": (
        "Pengingat gagal",
        "Pengingat yang sudah dicoba beberapa kali dan tidak sampai. Sebabnya disebut, dan dapat dicoba lagi.",
    ),
    "perpanjangan": (
        "Perpanjangan",
        "Batas waktu yang lebih akhir, diminta dengan alasan dan diputuskan orang lain.",
    ),
    "persetujuan": (
        "Persetujuan",
        "Sesudah notulen disahkan, perubahan yang mengeluarkan sesuatu dari angka menunggu persetujuan Camat.",
    ),
    "pihak-luar": (
        "Pihak luar",
        "Pihak di luar kecamatan yang dapat menjadi penanggung jawab, misalnya Kepala Desa atau Danramil. Tidak mempunyai akun.",
    ),
    "plt-plh": (
        "Plt. dan Plh.",
        "Pelaksana tugas dan pelaksana harian: orang yang menjalankan jabatan untuk sementara. Keputusannya tercatat demikian.",
    ),
    "posisi-log": (
        "Posisi log",
        "Nomor urut kejadian terakhir yang dibaca sebuah angka. Dengan nomor yang sama, angka yang sama dapat dihitung ulang.",
    ),
    "predikat": (
        "Predikat",
        "Kata untuk capaian menurut jenjang yang diatur kecamatan, misalnya Sangat Tinggi atau Sedang.",
    ),
    "realisasi": (
        "Realisasi",
        "Angka yang benar-benar tercapai pada suatu periode, sebelum dibandingkan dengan target.",
    ),
    "rekomendasi": (
        "Rekomendasi",
        "Salah satu dari lima jenis bukti dukung: surat yang menganjurkan atau menyetujui sesuatu.",
    ),
    "rincian-perhitungan": (
        "Rincian perhitungan",
        "Daftar setiap kegiatan di balik sebuah angka: dihitung atau tidak, terpenuhi atau tidak, dan mengapa.",
    ),
    "riwayat": (
        "Riwayat",
        "Semua yang pernah terjadi pada sebuah catatan: siapa, kapan, dan mengapa. Tidak ada yang dapat dihapus.",
    ),
    "sasaran": (
        "Sasaran",
        "Apa yang ingin dicapai kecamatan; indikator mengukur seberapa jauh sasaran itu tercapai.",
    ),
    "selisih": (
        "Selisih",
        "Beda antara angka yang sudah ditetapkan dan hitungan hari ini dengan definisi yang sama, dalam poin.",
    ),
    "serah-terima-tugas": (
        "Serah terima tugas",
        "Semua tindak lanjut terbuka sebuah jabatan atau pihak berpindah sekaligus kepada yang lain.",
    ),
    "seri-rapat": (
        "Seri rapat",
        "Rapat yang sama dan berulang, misalnya tiap bulan. Tiap rapat dimulai dari yang masih terbuka dari rapat sebelumnya.",
    ),
    "sidik-jari": (
        "Sidik jari berkas",
        "Deretan huruf dan angka (SHA-256) yang sama hanya untuk isi berkas yang sama, sehingga perubahan pada berkas ketahuan.",
    ),
    "simulasi": (
        "SIMULASI",
        "Angka yang dihitung dengan cara selain definisi operasional yang ditetapkan. Boleh dibaca, tidak boleh dilaporkan.",
    ),
    "sk-camat": (
        "SK Camat",
        "Salah satu dari lima jenis bukti dukung: surat keputusan yang ditandatangani Camat.",
    ),
    "skm": (
        "SKM (Survei Kepuasan Masyarakat)",
        "Survei menurut PermenPANRB 14/2017 dengan sembilan unsur, masing-masing dinilai 1 sampai 4.",
    ),
    "target": (
        "Target",
        "Angka yang hendak dicapai sebuah indikator dalam setahun atau satu triwulan.",
    ),
    "tarik-salah-catat": (
        "Tarik (salah catat)",
        "Mengeluarkan catatan yang keliru dari semua angka sejak saat itu. Riwayatnya tetap ada.",
    ),
    "tautan-laporan": (
        "Tautan dalam pengingat",
        "Alamat yang membuka satu tindak lanjut untuk satu orang tanpa masuk, selama 14 hari. Jangan diteruskan kepada orang lain.",
    ),
    "tidak-dapat-ditindaklanjuti": (
        "Tidak dapat ditindaklanjuti",
        "Diusulkan dengan alasan dan diputuskan Camat. Tidak pernah dihitung sebagai ditindaklanjuti.",
    ),
    "tindak-lanjut": (
        "Tindak lanjut",
        "Yang harus dikerjakan karena sebuah hasil kegiatan, dengan penanggung jawab, batas waktu, dan riwayatnya sendiri.",
    ),
    "tindak-lanjut-sd": (
        "Tindak lanjut s.d.",
        "Tindak lanjut yang dikerjakan sampai hari ini dihitung, walaupun baru diverifikasi sesudahnya. Dalam tabel: akhir periode; di Beranda: hari ini.",
    ),
    "tinjauan": (
        "Tinjauan",
        "Di awal rapat, tiap tindak lanjut yang masih terbuka disebut selesai, proses, atau belum, dengan catatan.",
    ),
    "triwulan": (
        "Triwulan (TW)",
        "Tiga bulan: TW I Januari–Maret, TW II April–Juni, TW III Juli–September, TW IV Oktober–Desember. Kumulatif berarti sejak Januari.",
    ),
    "unsur": (
        "Unsur survei",
        "Satu dari sembilan hal yang ditanyakan survei: persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku, pengaduan, sarana.",
    ),
    "usulan-batas-waktu": (
        "Usulan (batas waktu)",
        "Tidak ada yang menyebut batas waktu, jadi diusulkan rapat berikutnya dalam seri, atau 30 hari.",
    ),
    "wakil": (
        "Wakil (selama tidak hadir)",
        "Yang menerima pengingat selama seseorang cuti, sakit, atau dinas luar. Wakil tidak memutuskan atas namanya.",
    ),
}
