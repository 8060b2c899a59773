# Ein Abbild für den Antwortfinder und für seinen Vektorserver (derselbe `chroma`, den das Programm mitbringt).
# Ohne CUDA, ohne root. Wie es gestartet wird, steht in compose.yaml und docs/betrieb.md.
FROM python:3.12-slim-bookworm AS build
# das Haus hat oft einen eigenen Spiegel: --build-arg PIP_INDEX_URL=…; hier kommt torch ohne CUDA her
ARG PIP_INDEX_URL=https://pypi.org/simple
ARG PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv /opt/antwortfinder
ENV PATH=/opt/antwortfinder/bin:$PATH
# zuerst die Abhängigkeiten: sie ändern sich seltener als das Programm. Jede Datei mit ihrer Prüfsumme
COPY requirements.lock torch.lock ./
RUN pip install --no-deps --require-hashes --only-binary :all: -r requirements.lock -r torch.lock
COPY pyproject.toml README.md LICENSE ./
COPY ingest ingest
COPY rag rag
COPY ui ui
COPY evals evals
RUN pip install --no-deps --no-build-isolation .

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/antwortfinder --shell /usr/sbin/nologin antwortfinder \
    && for ordner in /var/lib/antwortfinder/index /var/lib/antwortfinder/daten /var/lib/antwortfinder/papiere \
        /var/cache/antwortfinder /var/lib/chroma; \
        do install -d -m 0700 -o antwortfinder -g antwortfinder "$ordner"; done
COPY --from=build /opt/antwortfinder /opt/antwortfinder
ENV PATH=/opt/antwortfinder/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ANTWORTFINDER_INDEX=/var/lib/antwortfinder/index \
    ANTWORTFINDER_DATA=/var/lib/antwortfinder/daten \
    ANTWORTFINDER_CORPUS=/var/lib/antwortfinder/papiere \
    ANTWORTFINDER_CACHE=/var/cache/antwortfinder
USER antwortfinder
WORKDIR /var/lib/antwortfinder
EXPOSE 7860
# 503, solange er startet; beim ersten Start mit vielen Papieren kann das Stunden dauern, darum entscheidet der Betreiber
HEALTHCHECK --interval=30s --timeout=10s --start-period=5m --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:7860/gesund', timeout=8)"]
# er endet nach spätestens 8 Sekunden von selbst
STOPSIGNAL SIGTERM
CMD ["antwortfinder", "chat", "--host", "0.0.0.0", "--port", "7860"]
