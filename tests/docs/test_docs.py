"""README and all documents: commands, options, make targets, links."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.model import TERM_KINDS
from tests.docs.documents import ROOT, Document, all_documents, code_in, document
from tests.docs.examples import make_documented_archive

DOCUMENTS = pytest.mark.parametrize("doc", all_documents(), ids=lambda doc: doc.name)
COMMANDS = main.commands
# Those of `sitegen tag` and its kin: `tag list`.
SUBCOMMANDS = {
    f"{name} {sub}": command
    for name, group in COMMANDS.items()
    if isinstance(group, click.Group)
    for sub, command in group.commands.items()
}
# Options of other programs that the documents mention.
FOREIGN_OPTIONS = {"--require-hashes"}


def options_of(command: click.Command) -> set[str]:
    options = (param for param in command.params if isinstance(param, click.Option))
    return {name for option in options for name in (*option.opts, *option.secondary_opts)}


def usage_of(name: str) -> str:
    """Such as `sitegen new TITLE`."""
    command = {**COMMANDS, **SUBCOMMANDS}[name]
    pieces = command.collect_usage_pieces(click.Context(command))
    return " ".join(["sitegen", name, *(piece for piece in pieces if piece != "[OPTIONS]")])


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)[0].split())


def shell_lines(doc: Document, info: str) -> list[str]:
    blocks = (block for block in doc.blocks if block.info == info)
    return [line for block in blocks for line in block.text.splitlines()]


# Commands and options -----------------------------------------------------------------------------


def command_rows() -> dict[str, Document]:
    rows = document("README.md").section("The commands of sitegen").table("Command")
    return {code_in(row["Command"]): Document(row["Command"], row["Options"]) for row in rows}


def test_readme_opens_with_the_two_commands() -> None:
    readme = document("README.md")
    assert readme.text.index("```sh\nmake site\nmake test\n```") < readme.text.index("\n## ")


def test_readme_lists_every_command() -> None:
    assert set(command_rows()) == {usage_of(name) for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_lists_every_option_of_a_command(name: str) -> None:
    listed = {code for code in command_rows()[usage_of(name)].code if code.startswith("-")}
    assert listed == options_of(COMMANDS[name])


def test_registers_lists_every_command_and_option() -> None:
    rows = document("docs/registers.md").section("The commands").table("Command")
    listed = {code_in(row["Command"]): Document(row["Command"], row["Options"]).code for row in rows}
    assert set(listed) == {usage_of(name) for name in SUBCOMMANDS if name.startswith("tag ")}
    for usage, code in listed.items():
        sub = usage.split()[2]
        options = {o for kind in TERM_KINDS for o in options_of(SUBCOMMANDS[f"{kind} {sub}"])}
        assert {word for word in code if word.startswith("-")} == options


@DOCUMENTS
def test_commands_named_in_the_text_exist(doc: Document) -> None:
    for code in (code for code in doc.code if code.startswith("sitegen ")):
        name, *words = code.split()[1:]
        assert name in COMMANDS, code
        has_sub = isinstance(COMMANDS[name], click.Group) and words and words[0] != "COMMAND"
        full = f"{name} {words[0]}" if has_sub else name
        command = {**COMMANDS, **SUBCOMMANDS}[full]
        assert {word for word in words if word.startswith("-")} <= options_of(command), code


@DOCUMENTS
def test_options_named_in_the_text_exist(doc: Document) -> None:
    known = {"--help", "-h", "--version"} | FOREIGN_OPTIONS
    commands = [*COMMANDS.values(), *SUBCOMMANDS.values()]
    known |= {option for command in commands for option in options_of(command)}
    if doc.name == "docs/theming.md":
        known |= set(re.findall(r"--[\w-]+", (ROOT / "themes/default/static/style.css").read_text("utf-8")))
    named = {code for code in doc.code if re.fullmatch(r"--?[a-z][\w-]*", code)}
    assert named <= known


def test_help_and_version_work() -> None:
    for option in ("--help", "-h", "--version"):
        assert CliRunner().invoke(main, [option]).exit_code == 0


# Make targets -------------------------------------------------------------------------------------


def test_developing_lists_every_make_target() -> None:
    rows = document("docs/developing.md").section("Commands").table("Command")
    assert {code_in(row["Command"]) for row in rows} == {f"make {target}" for target in targets()}


@DOCUMENTS
def test_make_targets_that_are_named_exist(doc: Document) -> None:
    written = [*doc.code, *shell_lines(doc, "sh")]
    assert {line.split()[1] for line in written if line.startswith("make ")} <= targets()


# Shell examples -----------------------------------------------------------------------------------


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a line that begins with `sitegen` or `cd`; of `serve`, which does not end, only the arguments."""
    program, *arguments = shlex.split(line, comments=True)
    if program == "cd":
        monkeypatch.chdir(arguments[0])
    elif program == "sitegen":
        arguments += ["--help"] if arguments[0] == "serve" else []
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}"
    else:
        assert program == "make", f"no test knows how to run: {line}"


def test_readme_makes_a_new_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in shell_lines(document("README.md"), "sh new archive"):
        run(line, monkeypatch)
    archive = tmp_path / "my-archive"
    assert (archive / "public/index.html").is_file()
    assert (archive / "content/articles/2025/11/harbour-of-copenhagen-floods.md").is_file()


@DOCUMENTS
def test_shell_examples_run(doc: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_documented_archive(tmp_path / "archive").root)
    for line in shell_lines(doc, "sh"):
        run(line, monkeypatch)


# Files and links ----------------------------------------------------------------------------------


@DOCUMENTS
def test_links_lead_to_files_and_headings_that_exist(doc: Document) -> None:
    for link in doc.links:
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        file = (ROOT / doc.name).parent / path if path else ROOT / doc.name
        assert file.exists(), link
        if anchor:
            target = Document(link, file.read_text(encoding="utf-8"))
            assert anchor in target.anchors, link


def test_readme_lists_every_folder_with_content() -> None:
    rows = document("README.md").section("Folders").table("Folder")
    for row in rows:
        assert (ROOT / code_in(row["Folder"])).is_dir(), row["Folder"]


def test_readme_links_every_document() -> None:
    links = document("README.md").links
    assert {f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md")} <= set(links)


def test_notice_has_the_copyright_line_of_the_fonts() -> None:
    licence = (ROOT / "themes/default/static/fonts/OFL.txt").read_text(encoding="utf-8")
    assert licence.splitlines()[0] in (ROOT / "NOTICE").read_text(encoding="utf-8")


# Deploying ----------------------------------------------------------------------------------------


def test_deploying_says_what_netlify_does() -> None:
    text = document("docs/deploying.md").text
    netlify = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    python = netlify["build"]["environment"]["PYTHON_VERSION"]
    assert f"Python {python} (`PYTHON_VERSION`)" in text
    assert "--require-hashes --requirement requirements.lock" in netlify["build"]["command"]
    assert 'sitegen build --base-url "$URL"' in netlify["build"]["command"]
    assert set(netlify["context"]) == {"branch-deploy", "deploy-preview"}
    preview = '--preview-of "$REPOSITORY_URL/pull/$REVIEW_ID" --compare origin/main'
    assert preview in netlify["context"]["deploy-preview"]["command"]
    assert f"sitegen build {preview}" in text
    assert '--base-url "$DEPLOY_PRIME_URL"' in netlify["context"]["branch-deploy"]["command"]
    assert netlify["build"]["publish"] == "public"


def test_both_hosts_keep_the_folders_that_are_documented() -> None:
    doc = document("docs/deploying.md")
    rows = doc.section("What a host keeps").table("Folder")
    folders = [re.findall(r"`([^`]+)/`", row["Folder"])[0] for row in rows]

    (plugin,) = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["plugins"]
    assert plugin["inputs"]["paths"] == folders
    assert (ROOT / plugin["package"].lstrip("/") / "index.js").is_file()
    build = yaml.safe_load(doc.block("yaml workflow"))["jobs"]["build"]["steps"]
    caches = [step["with"] for step in build if "actions/cache" in step.get("uses", "")]
    assert [cache["path"].split() for cache in caches] == [folders, folders]
    assert len({cache["key"] for cache in caches}) == 1


def test_the_workflow_may_do_no_more_than_it_must() -> None:
    workflow = yaml.safe_load(document("docs/deploying.md").block("yaml workflow"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(
        re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step
    )
