# One image for web, workers and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock /build/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --require-hashes --no-deps -r /build/requirements.lock

FROM python:3.11-slim-bookworm AS portal
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner portal --group portal /data
COPY --from=packages /opt/venv /opt/venv
COPY --chown=root:root . /srv/portal
WORKDIR /srv/portal
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings \
    PORTAL_DATA_DIR=/data
# The typefaces for the documents are in documents/fonts. Neither step needs a database.
RUN python -m portal.translations compile \
    && DATABASE_URL=postgresql:///none REDIS_URL=redis://none python manage.py collectstatic --noinput
ENV PORTAL_MODE=production WEB_BIND=0.0.0.0:8000
USER portal
EXPOSE 8000
VOLUME /data
CMD ["gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
