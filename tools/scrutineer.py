#!/usr/bin/env python3
"""La phrase d'une scrutatrice ou d'un scrutateur, sur un ordinateur sans réseau.

    python3 scrutineer.py new UUID…            tire une phrase de 24 mots, la fait répéter, écrit les clés publiques
    python3 scrutineer.py check                relit une phrase et dit sa somme de contrôle, celle de la fiche
    python3 scrutineer.py open ARCHIVE         vérifie toute l'archive, puis écrit la part du total à envoyer

Python's standard library only. Beside it: `verifier.py`, which checks the archive before anything is opened, and
`mots.txt`, the list of words. The phrase is asked without being shown, is in no file, and nothing goes on a network.
Only what is written at the end is sent, by the page of the vote.
"""

import argparse
import getpass
import hashlib
import hmac
import json
import re
import secrets
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import verifier  # noqa: E402 the other file of the two, wherever they were put

P, Q, G = verifier.P, verifier.Q, verifier.G
PLACES = (HERE / "mots.txt", HERE.parent / "voting" / "crypto" / "mots.txt")
# SHA-256 of the list: one word moved and every phrase would be another key.
WORDS_HASH = "431c1d074225d2b7e82db857d7c3ea58051df546e7c8b74c1f6dcab36351fd56"
UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}")
LENGTH, START = 24, 4


class NotThis(Exception):
    """What was typed cannot be used: a sentence for people."""


# --- the phrase ---------------------------------------------------------------------------------------------------


def read_words() -> list[str]:
    for place in PLACES:
        if place.exists():
            content = place.read_bytes()
            if hashlib.sha256(content).hexdigest() != WORDS_HASH:
                raise NotThis("La liste des mots est abîmée. Reprenez mots.txt.")
            return content.decode().split()
    raise NotThis("Il manque mots.txt à côté de ce programme.")


def bare(text: str) -> str:
    spread = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(one for one in spread if not unicodedata.combining(one))


def phrase_of(entropy: bytes) -> list[str]:
    words = read_words()
    bits = int.from_bytes(entropy + hashlib.sha256(entropy).digest()[:1], "big")
    return [words[bits >> 11 * place & 2047] for place in reversed(range(LENGTH))]


def number_of(typed: str) -> int | None:
    """The place in the list of one word as people type it."""
    typed, words = bare(typed.strip()), read_words()
    starts = {bare(word)[:START]: number for number, word in enumerate(words)}
    number = starts.get(typed[:START]) if len(typed) >= START else None
    return number if number is not None and bare(words[number]).startswith(typed) else None


def entropy_of(text: str) -> bytes:
    figures = "".join(text.split())
    if re.fullmatch(r"[0-9]{96}", figures):
        numbers = [int(figures[at : at + 4]) for at in range(0, 96, 4)]
        if max(numbers) > 2047:
            raise NotThis("Ces chiffres ne sont pas ceux d'une fiche.")
    else:
        numbers = []
        typed = [one for one in re.split(r"[^a-z0-9]+", bare(text)) if one and not one.isdigit()]
        for place, one in enumerate(typed, start=1):
            number = number_of(one)
            if number is None:
                raise NotThis(f"Le mot {place} n'est pas dans la liste : « {one} ». Regardez-le encore.")
            numbers.append(number)
    if len(numbers) != LENGTH:
        raise NotThis(f"Vous avez écrit {len(numbers)} mots. Il en faut 24.")
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    entropy = (bits >> 8).to_bytes(32, "big")
    if hashlib.sha256(entropy).digest()[0] != bits & 255:
        raise NotThis("Ces 24 mots ne vont pas ensemble. Regardez leur ordre, un par un.")
    return entropy


def secret_of(entropy: bytes, name: str) -> int:
    """HKDF with SHA-256, bound to the vote; from 1 to q - 1."""
    key = hmac.digest(b"espace/phrase/1", entropy, "sha256")
    info = b"espace/scrutateur/1|" + name.encode()
    first = hmac.digest(key, info + b"\1", "sha256")
    second = hmac.digest(key, first + info + b"\2", "sha256")
    return 1 + int.from_bytes((first + second)[:48], "big") % (Q - 1)


def checksum_of(entropy: bytes) -> str:
    told = hashlib.sha256(str(pow(G, secret_of(entropy, "fiche-de-secours"), P)).encode()).hexdigest()
    return f"{told[:4]} {told[4:8]}".upper()


# --- what is sent -------------------------------------------------------------------------------------------------


def public_key(entropy: bytes, uuid: str) -> dict:
    secret, nonce = secret_of(entropy, uuid), secrets.randbelow(Q)
    public = pow(G, secret, P)
    c = verifier.challenge(f"pok|{verifier.GROUP}|{public}|{pow(G, nonce, P)}")
    proof = {"challenge": str(c), "response": str((nonce - secret * c) % Q)}
    return {"uuid": uuid, "public_key": str(public), "pok": proof}


def share_of(board: verifier.Board, secret: int) -> dict:
    """The part of the total. The sum is the one that the verifier made again from the ballots."""
    public, factors, proofs = pow(G, secret, P), [], []
    for answer in board.tally or []:
        row, shown = [], []
        for alpha, _beta in answer:
            nonce = secrets.randbelow(Q)
            said = f"{pow(G, nonce, P)},{pow(alpha, nonce, P)}"
            c = verifier.challenge(f"decrypt|{board.fingerprint}|{public}|{said}")
            row.append(str(pow(alpha, secret, P)))
            shown.append({"challenge": str(c), "response": str((nonce - secret * c) % Q)})
        factors.append(row)
        proofs.append(shown)
    return {"decryption_factors": factors, "decryption_proofs": proofs}


def check_may_open(board: verifier.Board, secret: int) -> None:
    if board.tally is None:
        raise NotThis("Ce vote n'est pas fini, ou il a manqué du monde : on n'ouvre rien.")
    if board.result is not None:
        raise NotThis("Ce vote a déjà son résultat : il n'y a plus rien à ouvrir.")
    if pow(G, secret, P) not in board.trustees:
        raise NotThis("C'est une vraie phrase, mais pas la vôtre pour ce vote. Regardez la fiche.")


# --- for people ---------------------------------------------------------------------------------------------------


def ask_phrase(ask: Callable[[str], str]) -> bytes:
    for _time in range(5):
        try:
            return entropy_of(ask("Vos 24 mots, sur une ligne (on ne les voit pas) : "))
        except NotThis as wrong:
            print(wrong)
    raise NotThis("Cinq essais. Reprenez plus tard, la fiche devant vous.")


def rehearse(words: list[str], ask: Callable[[str], str]) -> None:
    """Three words, from the sheet: it is copied right before anybody counts on it."""
    print("Écrivez la fiche à la main, puis retapez trois mots d'après la fiche.")
    for place in sorted(secrets.SystemRandom().sample(range(LENGTH), 3)):
        while number_of(ask(f"Mot {place + 1} : ")) != number_of(words[place]):
            print("Ce n'est pas ce mot. Regardez la fiche.")


def new(uuids: list[str], out: Path, ask: Callable[[str], str] = input) -> None:
    if not uuids:
        raise NotThis("Donnez les numéros des votes de la saison : la page les montre.")
    entropy = secrets.token_bytes(32)
    words = phrase_of(entropy)
    for place, word in enumerate(words, start=1):
        print(f"{place:2}. {word}")
    print(f"Somme de contrôle : {checksum_of(entropy)}")
    rehearse(words, ask)
    out.write_text(json.dumps([public_key(entropy, uuid) for uuid in uuids]), encoding="utf-8")
    print(f"Les clés publiques sont dans {out}. Collez-les dans la page. Scellez la fiche.")


def check(ask: Callable[[str], str]) -> None:
    print(f"Cette phrase se tient. Somme de contrôle : {checksum_of(ask_phrase(ask))}")


def open_urn(archive: Path, out: Path | None, ask: Callable[[str], str]) -> None:
    print("On vérifie toute l'archive. Cela prend quelques secondes par 100 bulletins.")
    board = verifier.verify(archive.read_bytes())
    print(f"Tout se tient. {len(board.trackers)} bulletins, de {len(board.last)} personnes.")
    print(f"Empreinte du vote : {board.fingerprint}")
    secret = secret_of(ask_phrase(ask), board.uuid)
    check_may_open(board, secret)
    out = out or Path(f"part-{board.uuid}.json")
    out.write_text(json.dumps(share_of(board, secret), separators=(",", ":")), encoding="utf-8")
    print(f"Votre part du total est dans {out}. Collez-la dans la page du vote.")


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description="La phrase d'une scrutatrice ou d'un scrutateur.")
    acts = options.add_subparsers(dest="act", required=True)
    one = acts.add_parser("new", help="tirer une phrase et écrire les clés publiques")
    one.add_argument("votes", nargs="+", help="les numéros des votes de la saison")
    one.add_argument("--out", type=Path, default=Path("cles-publiques.json"))
    acts.add_parser("check", help="relire une phrase")
    one = acts.add_parser("open", help="ouvrir l'urne d'un vote")
    one.add_argument("archive", type=Path)
    one.add_argument("--out", type=Path)
    chosen = options.parse_args(arguments)
    try:
        if chosen.act == "new":
            new(UUID.findall(" ".join(chosen.votes)), chosen.out)
        elif chosen.act == "check":
            check(getpass.getpass)
        else:
            open_urn(chosen.archive, chosen.out, getpass.getpass)
    except verifier.Wrong as wrong:
        print(f"REFUSÉ. Cette archive ne tient pas : on n'ouvre rien. {wrong.says} ({wrong.code})")
        return 1
    except NotThis as wrong:
        print(wrong)
        return 1
    except OSError:
        print("Un fichier ne peut pas être lu ou écrit.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
