"""Loads a folder of scripts: all files, all faults at once."""

from pathlib import Path

from bot.scripts.building import Built, Shared, build_script
from bot.scripts.faults import Fault
from bot.scripts.inherit import Heritage, id_of
from bot.scripts.lint import lint_library, lint_script
from bot.scripts.model import Library, Objection, Words
from bot.scripts.reading import NOTHING, Reader
from bot.scripts.steps import StepBuilder
from bot.scripts.vocabulary import SHIPPED, Vocabulary, load_vocabulary
from bot.scripts.yamlfile import Mapping, Node, read_file

VOCABULARY, SHARED, OBJECTIONS = "vocabulary.yaml", "shared.yaml", "objections.yaml"
_SUPPORT = (VOCABULARY, SHARED, OBJECTIONS)
FILE_LIMIT = 200


def load_library(
    folder: Path = SHIPPED, vocabulary: Vocabulary | None = None
) -> tuple[Library, tuple[Fault, ...]]:
    """The library of a folder and every fault in it, by file and line; use it only when there is none.

    A folder without its own vocabulary, shared steps or reply cards has the shipped ones. The
    vocabulary may be handed in, with the codes of the company's policy.
    """
    if vocabulary is None:
        try:
            vocabulary = load_vocabulary(_support(folder, VOCABULARY))
        except (ValueError, KeyError) as error:
            fault = Fault(VOCABULARY, 0, str(error), "start from the shipped vocabulary.yaml")
            return Library((), ()), (fault,)
    reader = Reader(vocabulary)
    shared = _shared(folder, reader)
    built = [each for path in _families(folder, reader) for each in _family(path, folder, reader, shared)]
    for each in built:
        reader.faults.extend(lint_script(each, vocabulary))
    reader.faults.extend(lint_library(built))
    scripts = tuple(sorted((each.script for each in built), key=lambda script: script.id))
    library = Library(scripts, tuple(shared.objections.values()))
    return library, tuple(sorted(set(reader.faults)))


def files_of(folder: Path) -> tuple[Path, ...]:
    """Every file that the library of a folder is made of, in a fixed order."""
    own = sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    return (*own, *(SHIPPED / name for name in _SUPPORT if not (folder / name).exists()))


def _support(folder: Path, name: str) -> Path:
    return folder / name if (folder / name).exists() else SHIPPED / name


def _families(folder: Path, reader: Reader) -> tuple[Path, ...]:
    paths = tuple(path for path in files_of(folder) if path.name not in _SUPPORT)
    if not paths:
        problem = "holds no scripts" if folder.is_dir() else "is no folder"
        reader.faults.append(Fault(str(folder), 0, problem, "name a folder with one .yaml file per reason"))
    if len(paths) > FILE_LIMIT:
        problem = f"holds {len(paths)} files"
        reader.faults.append(Fault(str(folder), 0, problem, f"{FILE_LIMIT} at most; join small families"))
    return paths[:FILE_LIMIT]


def _read(path: Path, reader: Reader, keys: tuple[str, ...]) -> Mapping | None:
    node, faults = read_file(path, path.name)
    reader.faults.extend(faults)
    return reader.mapping(node, "the file", keys)


def _family(path: Path, folder: Path, reader: Reader, shared: Shared) -> list[Built]:
    root = _read(path, reader, ("scripts",))
    if root is None:
        return []
    if "scripts" not in root.items:
        reader.fault(root, "scripts is missing", "write scripts: and a list under it")
    found = [
        node
        for each in reader.sequence(root.items.get("scripts"), "scripts")
        if (node := reader.mapping(each, "a script", tuple(_keys(each)))) is not None
    ]
    heritage = Heritage(reader, shared.steps, {id_of(node): node for node in found})
    return [build_script(node, reader, heritage, shared) for node in found]


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(node.items) if isinstance(node, Mapping) else ("id", "title", "when", "steps")


def _shared(folder: Path, reader: Reader) -> Shared:
    objections = _objections(_read(_support(folder, OBJECTIONS), reader, ("objections",)), reader)
    node = _read(_support(folder, SHARED), reader, ("steps",))
    if node is None:
        return Shared({}, objections)
    steps: dict[str, Mapping] = {}
    for each in reader.sequence(node.items.get("steps"), "steps"):
        if isinstance(each, Mapping):
            if id_of(each) in steps:
                reader.fault(each, f"there are two shared steps {id_of(each)}", "rename one")
            steps[id_of(each)] = each
        else:
            reader.fault(each, "a shared step must hold names and values", "write - id: ask-email")
    return Shared(steps, objections)


def _objections(node: Mapping | None, reader: Reader) -> dict[str, Objection]:
    found: dict[str, Objection] = {}
    builder = StepBuilder(reader, ())
    for each in reader.sequence(node.items.get("objections") if node else None, "objections"):
        card = reader.mapping(each, "an objection", ("id", "label", "reply", "styles"))
        if card is None:
            continue
        name = builder.name(card)
        if name in found:
            reader.fault(card, f"there are two objections {name}", "rename one")
        label = reader.words(card, "label", needed=True) or NOTHING
        reply = reader.words(card, "reply", needed=True) or NOTHING
        found[name] = Objection(name, label, reply, _styles(card, reader))
    return found


def _styles(card: Mapping, reader: Reader) -> tuple[tuple[str, Words], ...]:
    styles = reader.mapping(card.items.get("styles"), "styles", reader.vocabulary.codes["style"])
    if styles is None:
        return ()
    read = ((style, reader.words(styles, style)) for style in styles.items)
    return tuple((style, words) for style, words in read if words is not None)
