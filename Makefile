lock:
	uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev --extra train pyproject.toml -o requirements.lock
