# A server for a class: the pages of hipmech for every phone in the room, and nothing else.
#
#     docker build -t hipmech .
#     docker run --rm -p 8501:8501 --read-only --tmpfs /tmp hipmech
#
# docker/test.sh builds it, runs it and looks.

ARG PYTHON=3.11.14

FROM python:${PYTHON}-slim-bookworm AS build
WORKDIR /source
COPY . .
ENV PIP_CONSTRAINT=/source/constraints.txt PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /opt/hipmech \
    && python -m pip --python /opt/hipmech/bin/python install --compile .

FROM python:${PYTHON}-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin hipmech
COPY --from=build /opt/hipmech /opt/hipmech
ENV PATH=/opt/hipmech/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /tmp
EXPOSE 8501
# Straight to the port, whatever proxy the environment names.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client as c; h = c.HTTPConnection('localhost', 8501, timeout=4); h.request('GET', '/_stcore/health'); raise SystemExit(h.getresponse().status != 200)"]
CMD ["hipmech", "app", "--host", "--port", "8501", "--server.headless=true", "--server.fileWatcherType=none"]
