"""The sentences of how an office and its accounts were set up; and of an event that the read models left out."""

from tracker.domain import office as o
from tracker.domain import user as u
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.projection import EventSkipped
from tracker.domain.role import ROLE_NAMES
from tracker.domain.series import SeriesAdded
from tracker.web.told import Told


def tell_setup(event: Event, office: Office) -> Told | None:
    match event:
        case o.OfficeRegistered():
            return Told(say("mendaftarkan {name}, {regency}", name=event.name, regency=event.regency))
        case o.OfficeProfileStated():
            return Told(say("mencatat kepala dokumen IKU"), ((say("Dokumen"), event.document),))
        case o.SectionAdded():
            return Told(say("menambahkan bidang {name}", name=event.name))
        case o.PositionAdded():
            return Told(say("menambahkan jabatan {title}", title=event.title))
        case o.BodyAdded():
            return Told(say("menambahkan pihak di luar kecamatan: {name}", name=event.name))
        case o.PersonAdded():
            return Told(say("menambahkan {name} sebagai orang kecamatan ini", name=event.name))
        case SeriesAdded():
            return Told(say("menambahkan seri rapat {title}", title=event.title))
        case u.UserAdded():
            role = ROLE_NAMES[event.role]
            return Told(
                say(
                    "menambahkan akun {username} untuk {name} ({role})",
                    username=event.username,
                    name=event.name,
                    role=role,
                )
            )
        case u.UserRoleChanged():
            return Told(say("mengubah peran akun menjadi {role}", role=ROLE_NAMES[event.role]))
        case u.UserDisabled():
            return Told(say("menonaktifkan akun"), tone="bad")
        case EventSkipped():
            told = say("meninggalkan peristiwa nomor {position} di luar bacaan", position=event.position)
            return Told(told, tone="bad")
    return None
