"""The people of the tests: one small town, the same everywhere."""

from dataclasses import dataclass
from datetime import date

from directory.accounts.models import Account, Membership, MembershipRole, Role
from directory.accounts.passwords import hash_password
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Publication, Sector
from directory.people.models import Audience, Fee, Person, PersonSkill, PersonState
from directory.vocabularies.models import Area, AreaKind
from directory.vocabularies.queries import fields_by_code, skills_by_code
from kit import slots
from kit.db import session
from matching.needs.models import Need, NeedKind, NeedSkill, NeedState

PASSWORD = "correct horse battery"

SECRET_PHONE = "000-1234-9876"
SECRET_ADDRESS = "むすび市秘密町一丁目9番8号"
SECRET_NOTE = "退院したばかりなので無理をさせない"


@dataclass(frozen=True)
class Cast:
    """Ids of those who play."""

    hanako: int  # coordinator
    admin: int
    taro: int  # member, editor of the river group
    jiro: int  # member, of no group
    river: int  # active group, one public and one private phone
    paused: int  # paused group
    accountant: int  # person everybody may find
    interpreter: int  # person members may find
    quiet: int  # person only the centre may find
    need: int  # public need of the river group


def put_cast() -> Cast:
    """Add the cast to the open transaction; the vocabularies must be there."""
    place = Area(code="359998", kind=AreaKind.MUNICIPALITY, parent_code="35", name="むすび市", reading="むすびし")
    north = Area(code="359998-01", kind=AreaKind.DISTRICT, parent_code="359998", name="北部", reading="ほくぶ")
    session.add_all([place, north])
    session.flush()
    accounts = _accounts()
    river, paused = _groups(north)
    accountant, interpreter, quiet = _people(north)
    session.flush()
    session.add(Membership(account_id=accounts["taro"].id, group_id=river.id, role=MembershipRole.EDITOR))
    need = _need(river, north)
    session.flush()
    return Cast(
        **{name: account.id for name, account in accounts.items()},
        river=river.id,
        paused=paused.id,
        accountant=accountant.id,
        interpreter=interpreter.id,
        quiet=quiet.id,
        need=need.id,
    )


def _accounts() -> dict[str, Account]:
    roles = {"hanako": Role.COORDINATOR, "admin": Role.ADMIN, "taro": Role.MEMBER, "jiro": Role.MEMBER}
    accounts = {
        name: Account(
            email=f"{name}@example.jp",
            email_key=f"{name}@example.jp",
            name=name,
            role=role,
            password_hash=hash_password(PASSWORD),
        )
        for name, role in roles.items()
    }
    session.add_all(accounts.values())
    session.flush()
    return accounts


def _groups(area: Area) -> tuple[Group, Group]:
    river = Group(
        name="むすび川を守る会",
        reading="むすびがわをまもるかい",
        sector=Sector.CITIZEN,
        state=GroupState.ACTIVE,
        purpose="川の清掃と、子どもたちの水辺の自然観察を続けています。",
        activities="毎月第2土曜に河川敷のごみを拾います。夏休みにはホタルの観察会も開きます。",
        place="北部公民館",
        latitude=34.2,
        longitude=131.6,
        place_publication=Publication.PUBLIC,
        slots=slots.bit(5, 0),
        schedule_note="毎月第2土曜 9時〜11時",
        recruiting=True,
        last_confirmed_on=date(2026, 10, 1),
        fields=list(fields_by_code(["7", "13"])),
        areas=[area],
        contacts=[
            GroupContact(kind=ContactKind.PHONE, value="050-0000-0001", publication=Publication.PUBLIC),
            GroupContact(kind=ContactKind.PHONE, value=SECRET_PHONE, publication=Publication.CENTER, position=1),
            GroupContact(kind=ContactKind.POSTAL, value=SECRET_ADDRESS, publication=Publication.CENTER, position=2),
        ],
    )
    paused = Group(
        name="おやすみ合唱団", reading="おやすみがっしょうだん", sector=Sector.CITIZEN, state=GroupState.PAUSED
    )
    session.add_all([river, paused])
    return river, paused


def _people(area: Area) -> tuple[Person, Person, Person]:
    skill = skills_by_code(["accounting"])[0]
    common = {"state": PersonState.ACTIVE, "areas": [area], "slots": slots.mask([5], []), "fee": Fee.FREE}
    accountant = Person(
        display_name="髙橋みどり",
        reading="たかはしみどり",
        introduction="会計の帳簿づけをお手伝いします。",
        findable_by=Audience.PUBLIC,
        legal_name="高橋緑",
        phone=SECRET_PHONE,
        address=SECRET_ADDRESS,
        notes=SECRET_NOTE,
        skills=[PersonSkill(skill=skill, level=3, years=20)],
        **common,
    )
    interpreter = Person(
        display_name="手話のさくら", introduction="手話通訳をしています。", findable_by=Audience.MEMBERS, **common
    )
    quiet = Person(
        display_name="静かな山田",
        introduction="センターからの連絡だけ受けます。",
        findable_by=Audience.COORDINATORS,
        **common,
    )
    session.add_all([accountant, interpreter, quiet])
    return accountant, interpreter, quiet


def _need(group: Group, area: Area) -> Need:
    need = Need(
        title="会計を見てくれる人をさがしています",
        story="会計の担当が引っ越すことになりました。帳簿づけと決算書の作り方を教えてくださる方はいませんか。",
        kind=NeedKind.ADVISER,
        state=NeedState.OPEN,
        group=group,
        audience=Audience.PUBLIC,
        slots=slots.mask([5], []),
        areas=[area],
        contact=SECRET_PHONE,
        skills=[NeedSkill(skill=skills_by_code(["accounting"])[0], must=True)],
    )
    session.add(need)
    return need
