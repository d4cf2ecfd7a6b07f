"""Where upper rooms tell this one who may open a file, and what a kind of document is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from documents.models import IssuedDocument, Upload

User = Any  # settings.AUTH_USER_MODEL; this room does not know accounts
Predicate = Callable[[User, Upload], bool]
OpenHook = Callable[[User, Upload, datetime], None]
Viewer = Callable[[Any, Upload], User | None]
Revocation = Callable[..., object]
ReadyHook = Callable[[IssuedDocument, datetime], None]
BundleHook = Callable[[Sequence[IssuedDocument], datetime], None]


@dataclass(frozen=True)
class Access:
    """Who besides its owner may open an upload, and what is recorded when they do."""

    predicate: Predicate
    on_open: OpenHook | None = None


@dataclass(frozen=True)
class DocumentType:
    """How one kind of document is numbered, drawn, read back and announced.

    ``number_prefix`` is the text before the year's bracket; ``read_back(facts)`` lists every text
    that must be found on the finished page; ``pages`` is how many it must have (None: any);
    ``on_ready`` runs once, in the transaction that makes the document valid. ``signed_as`` names
    the kind in the QR's signed token and ``signed(facts)`` gives the fields beside the common ones;
    ``checked(facts)`` gives what the public check page may show beside the masked name and number,
    with ``check_template`` for its words; ``boarding`` says whether an airline relies on it.
    """

    kind: str
    template: str
    number_prefix: str
    read_back: Callable[[dict[str, Any]], list[str]]
    signed_as: str
    signed: Callable[[dict[str, Any]], dict[str, Any]]
    checked: Callable[[dict[str, Any]], dict[str, Any]]
    check_template: str
    boarding: bool = False
    sealed: bool = True
    pages: int | None = 1
    context: Callable[[IssuedDocument], dict[str, Any]] | None = None
    on_ready: ReadyHook | None = None


@dataclass
class _Registry:
    access: dict[str, Access] = field(default_factory=dict)
    kinds: dict[str, DocumentType] = field(default_factory=dict)
    viewers: list[Viewer] = field(default_factory=list)
    ready_hooks: dict[str, list[ReadyHook]] = field(default_factory=dict)
    revocations: dict[str, Revocation] = field(default_factory=dict)
    bundle_hooks: dict[tuple[str, ...], BundleHook] = field(default_factory=dict)


_registry = _Registry()


def register_access(purpose: str, predicate: Predicate, *, on_open: OpenHook | None = None) -> None:
    """Let ``predicate(user, upload)`` decide who besides the owner opens files of ``purpose``.

    ``on_open(user, upload, now)`` records that somebody other than the owner opened it.
    """
    _registry.access[str(purpose)] = Access(predicate, on_open)


def access_for(purpose: str) -> Access | None:
    """The rule for ``purpose``; None when nobody but the owner has access."""
    return _registry.access.get(str(purpose))


def register_viewer(viewer: Viewer) -> None:
    """Let ``viewer(request, upload)`` name the person for whom a visitor without account acts."""
    if viewer not in _registry.viewers:
        _registry.viewers.append(viewer)


def viewers() -> list[Viewer]:
    """Everything that may know a visitor without account."""
    return list(_registry.viewers)


def register_kind(document_type: DocumentType) -> None:
    """Add a kind of document, or replace its description."""
    _registry.kinds[str(document_type.kind)] = document_type


def document_type(kind: str) -> DocumentType:
    """The description of ``kind``. Raises KeyError for one that no room registered."""
    return _registry.kinds[str(kind)]


def register_ready(kind: str, hook: ReadyHook) -> None:
    """Call ``hook(document, now)`` in the transaction in which a document becomes valid."""
    hooks = _registry.ready_hooks.setdefault(str(kind), [])
    if hook not in hooks:
        hooks.append(hook)


def ready_hooks(kind: str) -> list[ReadyHook]:
    """All that runs when a document of ``kind`` is ready."""
    known = _registry.kinds.get(str(kind))
    own = [known.on_ready] if known and known.on_ready else []
    return own + _registry.ready_hooks.get(str(kind), [])


def register_bundle_ready(kinds: Iterable[str], hook: BundleHook) -> None:
    """Call ``hook(documents, now)`` once, in the transaction that makes a bundle of kinds valid.

    The documents come in the order of their request. For them it replaces the hooks of each kind
    (``on_ready``, ``register_ready``): who listened to one of them would hear of half a bundle.
    What the hook raises undoes the whole bundle.
    """
    _registry.bundle_hooks[_bundle_key(kinds)] = hook


def bundle_hook(kinds: Iterable[str]) -> BundleHook:
    """What runs when documents of these kinds are ready together; KeyError when nothing does."""
    return _registry.bundle_hooks[_bundle_key(kinds)]


def _bundle_key(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(str(kind) for kind in kinds))


def register_revocation(kind: str, revoke: Revocation) -> None:
    """Revoke documents of ``kind`` through their case: ``revoke(document, reason, actor, now)``.

    All four by keyword. It calls ``document_revoke`` in the end.
    """
    _registry.revocations[str(kind)] = revoke


def revocation_of(kind: str) -> Revocation | None:
    """How a document of ``kind`` is revoked; None when it belongs to no case."""
    return _registry.revocations.get(str(kind))
