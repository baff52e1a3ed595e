# Checks and chores. `make test` is what a change must pass; each of its steps is
# a target of its own.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash

# Formatted by gofmt; node_modules is not ours.
GOFILES = find . -name node_modules -prune -o -name testdata -prune -o -name '*.go' -print0

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: test
test: setup fmt vet staticcheck bans types js go cross ## every check

.PHONY: setup
setup: ## install what the checks need (Debian) and the npm packages
	@scripts/setup.sh

.PHONY: fmt
fmt: ## gofmt has nothing to change
	@echo '== gofmt'; bad=$$($(GOFILES) | xargs -0r gofmt -l) && if [ -n "$$bad" ]; then echo "not formatted:" $$bad >&2; exit 1; fi

.PHONY: vet
vet: ## go vet
	go vet ./...

.PHONY: staticcheck
staticcheck: ## staticcheck
	go tool staticcheck ./...

.PHONY: bans
bans: ## what this project does not do: stray writes, outside addresses, long files
	scripts/bans.sh

.PHONY: types
types: setup ## tsc over static/js
	scripts/types.sh

.PHONY: js
js: setup ## the tests of static/js
	scripts/js.sh

.PHONY: go
go: setup ## the Go tests with the race detector, in the browser too
	go test -race -timeout 20m ./...

.PHONY: cross
cross: ## vet and build for Windows and macOS
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go vet ./...
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -o /dev/null ./...
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go vet ./...
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go build -o /dev/null ./...

.PHONY: generate
generate: ## bundle scripts and styles into static/dist
	go generate ./...

.PHONY: pictures
pictures: setup ## the README's pictures, into docs/
	go test ./internal/pagetest -run TestPictures -count=1 -args -pictures

.PHONY: build
build: ## the program, as ./trustbook
	go build -o trustbook .

.PHONY: fuzz
fuzz: ## every fuzz target for a minute (FUZZTIME)
	scripts/fuzz.sh

.PHONY: bench
bench: ## the benchmarks
	go test -run='^$$' -bench=. -benchmem ./...
