"""Small lists such as others publish: Code-Point Open, ONSPD and NSPL, the index of offences."""

import csv
import io
import json
import zipfile

CARMARTHENSHIRE, CEREDIGION, SWANSEA = "W06000010", "W06000008", "W06000011"
AMMANFORD = [("SA18 1AA", CARMARTHENSHIRE), ("SA18 1AB", CARMARTHENSHIRE), ("SA18 9ZZ", SWANSEA)]
ABERYSTWYTH = [("SY23 1AA", CEREDIGION), ("SY23 1AB", CEREDIGION)]
ONSPD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,pfa,lat"
)
ONSPD_2026 = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,pfa23cd"
NSPL = "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,oa21,cty,ced,laua,ward,pfa"
OFFENCES = [
    ("TH68010", "CE", "Theft from a shop", True),
    ("TH68010A", "CE", "Attempt theft from shop", True),
    ("CJ67002", "CS", "Drunk and disorderly in a public place", False),
    ("SP85004", "CS", "Sporting events - drunk on coach / train", False),
]


def code_point(path, areas, **others):
    """A ZIP as Ordnance Survey makes it: a CSV without headings for each area, and documents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in others.items():
            packed.writestr(name.replace("__", "/").replace("_txt", ".txt"), text)
        packed.writestr(
            "Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\r\n"
        )
        for area, rows in areas.items():
            packed.writestr(f"Data/CSV/{area}.csv", "".join(map(code_point_row, rows)))
    return path


def code_point_row(row):
    postcode, district = row
    return (
        f'"{postcode}",10,267010,196107,"W92000004","","W11000031","","{district}","W05001052"\r\n'
    )


def ons_text(header, rows):
    """The text of an ONSPD or NSPL: of each row the postcode, when it ended, district and area."""
    names = header.split(",")
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for postcode, ended, district, police in rows:
        said = {"doterm": ended, "pcds": postcode, "pcd": postcode, "pcd7": postcode}
        said |= dict.fromkeys(("oslaua", "laua", "lad25cd"), district)
        said |= dict.fromkeys(("pfa", "pfa23cd"), police)
        writer.writerow([said.get(name, "") for name in names])
    return written.getvalue()


def packed(path, **members):
    """A ZIP of some texts; `__` in a name stands for a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(f"{name.replace('__', '/')}.csv", text)
    return path


def offences_json(path, offences=OFFENCES):
    names = ("cjsCode", "offenceCategory", "offenceTitle", "recordableOnPnc")
    entries = [dict(zip(names, one, strict=True)) for one in offences]
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path
