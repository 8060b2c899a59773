"""The words in which the government answers, refuses, knows nothing, or points elsewhere; tables for maintaining.

Each pattern is a table: a line for each way to say it, looked for anywhere in one sentence, line breaks included.
`tests/ingest/language/test_wordings.py` has a specimen for every alternative: a new wording is a new line here and a
specimen there.
"""

from __future__ import annotations

import re

_LEVEL = r"VS\s?[-–]\s?(?:Nur|NUR|NfD|Vertraulich|VERTRAULICH|Geheim|GEHEIM)"
# the answer, or a part of it, is for the Geheimschutzstelle
CLASSIFIED = re.compile(
    r"als [„\"]?(?:Verschlusssache|VS\b)"
    rf"|(?:eingestuft|einzustufen|Einstufung|Geheimhaltungsgrad|Grad|Antwort|Anlage)\w{{0,4}}\b.{{0,120}}{_LEVEL}"
    rf"|{_LEVEL}.{{0,120}}\b(?:eingestuft|einzustufen|Einstufung|Antwort|Anlage|hinterlegt)"
    r"|Geheimschutzstelle"
    r"|eingestufte[nr]?\s+(?:Anlage|Antwort)"
    r"|in offener Form nicht|nicht in offener Form"
    r"|nur in eingestufter Form"
    r"|hinterlegt und kann dort",
    re.DOTALL,
)
# a paper of others is classified, not the answer
CLASSIFIED_PAPER = re.compile(r"\b(?:\w*[Bb]ericht|Lagebild|\w*[Kk]onzept|Gutachten|Studie|Dokument)(?:e?s|e|er)?\b")
OF_THE_ANSWER = re.compile(r"[Aa]ntwort|Anlage|Geheimschutzstelle|hinterleg|Frage|Information|Auskünfte|Angaben")
# the same under a page, for whichever answer on that page has the asterisk
CLASSIFIED_NOTE = re.compile(
    r"\*{1,3}\s?(?:Das|Der|Die)\s[^.*]{0,160}\shat\s(?:die|diese)\sAntwort\sals\s[^.*]{0,80}eingestuft\."
    r"(?:\sDie\sAntwort\sist\s[^.*]{0,160}eingesehen\swerden\.)?"
)
# members may read it there
DEPOSITED = re.compile(r"hinterlegt|eingestufte[nr]?\s+(?:Anlage|Antwort)|[Aa]ls Anlage")
_STORED = r"(?:Geheimschutzstelle|Hinterlegung|Verschlusssachen?|VS\W{0,3}Einstufung|Einstufung|eingestufter Form)"
# it is not told even there: the answer is refused
NOT_EVEN_THERE = re.compile(
    r"\b(?:auch|selbst)\b.{0,25}\bin eingestufter Form"
    r"|in eingestufter Form\b.{0,40}\b(?:nicht|unterbleib)"
    rf"|{_STORED}\b.{{0,400}}\b(?:scheidet|ausscheide|unterbleib|unterlaufen|nicht (?:\w+ ){{0,4}}"
    r"(?:Rechnung|Betracht|ausreich|genüg|gerecht|hinnehmbar|möglich))"
    r"|gegenüber einem begrenzten Kreis"
    r"|eng begrenzten\b.{0,60}\bKreis"
    r"|eingestufte (?:Beantwortung|Antwort)\b.{0,60}\bnicht in Betracht",
    re.DOTALL,
)
# why it is not told; beside a refusal that tells nothing of what was asked
JUSTIFIES = re.compile(
    r"Informationsanspr|Informationsrecht|Informationsinteresse|Informationswünsch|Auskunftsanspr|Fragerecht"
    r"|Geheimhaltungs|schutzbedürftig|schutzwürdig|Schutzbedürf|Verfassungsrang|Kontrollkompetenz|Willensbildung"
    r"|Rückschlüsse|Bekanntwerden|Offenlegung|Preisgabe|Bekanntgabe|Kenntnisnahme"
    r"|Arbeitsweise|Arbeitsmethod|Vorgehensweise|Aufklärungs"
    r"|Antwortverweiger|Antwort verweigert|Auskunft verweigert|Verschlusssachenanweisung|BVerfGE|Vorwirkung"
    r"|[Aa]ufwand|Recherche|Fristverlängerung"
    r"|[Pp]arlamentarische(?:n|r)? Kontrolle|Überkontrolle|Zumutbarkeit|Gewaltenteilung|leistbar|händisch"
    r"|faktisch nicht"
    r"|keine Pflicht\b|Verpflichtung\b.{0,200}\bbesteht nicht"
    r"|gefährden|erschwer|vereitel|beeinträchtig|enttarn|nicht hinnehmbar|hingenommen werden"
    r"|sorgfältige[rn]? (?:und ausführliche[rn]? )?Abwägung"
)
# the good of the state stands against it
STATE = re.compile(r"Staatswohl")
# the government may keep it to itself
CORE = re.compile(
    r"Kernbereich(?:s|es)? (?:der )?exekutive[rn] Eigenverantwortung"
    r"|Rechtsprechung des Bundesverfassungsgerichts? verwiesen",
    re.DOTALL,
)
# it will not answer
REFUSED = re.compile(
    r"unverhältnismäßig(?:e[mnrs]?)? (?:\w+ ){0,3}Aufwand"
    r"|unzumutbar(?!er Weise)"
    r"|nicht zumutbar"
    r"|nicht leistbar"
    r"|(?:äußert|äußern) sich\b.{0,250}\bnicht"
    r"|nimmt\b.{0,250}\b(?:nicht|keine) Stellung"
    r"|keine Stellung nimmt"
    r"|(?:kommentiert|bewertet|beurteilt)\b.{0,90}\b(?:nicht|keine)\b"
    r"|nicht (?:\w+ )?(?:kommentiert|bewertet) (?:werden|wird)"
    r"|aus (?:Sicherheits|Datenschutz|Geheimhaltungs)gründen\b.{0,80}\bnicht\b"
    r"|keine (?:\w+ ){0,2}(?:Auskünfte?\b|Auskunft)"
    r"|mach(?:t|en)\b.{0,60}\bkeine (?:\w+ )?Angaben"
    r"|Auskunft\b.{0,300}\bnicht erteilt werden"
    r"|zu spekulieren"
    r"|\b[Vv]on (?:\w+ ){0,3}(?:Angaben|Auskünften|Nennung|Darstellung|Aufschlüsselung) (?:\w+ ){0,3}(?:ab\b|abgesehen)"
    r"|\bkeine Stellung (?:nehmen|genommen|bezieh\w+|bezogen)\b"
    r"|\b(?:gibt|bezieht)\b.{0,150}\bkeine Stellung(?:nahmen?)?\b"
    r"|\bkeine Spekulationen\b|beantwortet (?:\w+ ){0,2}keine\b"
    r"|\bkeine (?:\w+ ){0,3}(?:Informationen|Angaben|Einzelheiten|Details|Namen)\b.{0,120}"
    r"\b(?:mitgeteilt|preisgegeben|weitergegeben|geteilt|offengelegt|herausgegeben|bekannt gegeben)\b"
    r"|\bAuskünfte\b.{0,120}\bnicht (?:\w+ )?erteilt werden"
    r"|(?:aus Gründen|mit Blick auf|mit Rücksicht auf|zum Schutz)\b.{0,80}\b(?:Vertraulichkeit|Geheimhaltung|"
    r"Sicherheit|\w*[Ss]chutz\w*|Persönlichkeitsrecht\w*|Selbstbestimmung|Geschäftsgeheimniss\w+)\b.{0,160}\b(?:nicht|keine)\b"
    r"|\bgeheimhaltungsbedürftige?\b"
    r"|\b(?:werden|wird)\b.{0,80}\bnicht veröffentlicht\b"
    r"|\bnicht vom (?:\w+ )?(?:Auskunfts|Informations)anspruch\b"
    r"|\bnicht\b.{0,20}, um Rückschlüsse\b"
    r"|(?:wird|werden) von der Bundesregierung\b.{0,60}\bnicht (?:bewertet|kommentiert|beurteilt)"
    r"|Geschäftsgeheimnisse\b.{0,80}\bnicht\b"
    r"|sieht davon ab\b|nicht ihre Aufgabe\b|\bgibt die Bundesregierung\b.{0,60}\bnicht ab\b"
    r"|[Aa]uf eine (?:\w+ ){0,2}(?:Darstellung|Nennung|Aufschlüsselung|Auflistung) wird verzichtet"
    r"|beteiligt sich nicht an Spekulationen"
    r"|[Hh]ypothetische[nrs]? Frage"
    r"|Steuergeheimnis"
    r"|nicht (?:\w+ ){0,2}(?:veröffentlicht|offengelegt|herausgegeben) werden"
    r"|in offener Form (?:nicht )?beantwortet werden",
    re.DOTALL,
)
# it will not answer, unless the same sentence says that nothing is known
NOT_ANSWERED = re.compile(
    r"nicht (?!generell|pauschal|allgemein)(?:\w+ ){0,2}(?:genannt|mitgeteilt|beantwortet) werden"
    r"|[Ee]ine Beantwortung\b.{0,300}\bnicht erfolgen",
    re.DOTALL,
)
# others are to answer it
OTHERS = re.compile(
    r"(?:liegt|fällt|liegen|fallen) (?:\w+ ){0,4}(?:in die|in der|im) (?:\w+ ){0,2}(?:Zuständigkeit|Verantwortung)"
    r"|obliegt nicht (?:der Bundesregierung|dem Bund)\b"
    r"|\bsind\b.{0,80}\bdie (?:Länder|Bundesländer|Kommunen|Gemeinden)\b.{0,40}\bzuständig\b"
    r"|\bobliegt (?:\w+ )?(?:den|dem) (?:\w+ )?(?:Ländern|Bundesländern|Kommunen|Gemeinden|Bundestag)\b"
    r"|\b(?:Ländern|Landesbehörden) zu erfragen\b"
    r"|\bBundesregierung\b.{0,60}\b(?:nicht zuständig|keine (?:\w+ )?Zuständigkeit)\b"
)
# it will tell, but cannot yet
NOT_YET = re.compile(
    r"\b(?:derzeit|noch|aktuell|gegenwärtig|momentan|(?:jetzigen|derzeitigen) Zeitpunkt)\b.{0,120}\b(?:nicht|keine)\b"
    r".{0,100}\b(?:genannt|beantwortet|getroffen|beziffert|getätigt|gemacht|benannt|abgeschätzt|mitgeteilt) werden"
    r"|\b(?:Zahl|Anzahl|Datum|Zeitpunkt|Termin|Höhe|Summe)\b.{0,80}\bnicht (?:\w+ ){0,3}"
    r"(?:genannt|angegeben|benannt) werden"
    r"|\b(?:steh(?:t|en)|ist|sind) (?:\w+ ){0,3}noch nicht (?:\w+ ){0,2}(?:fest|absehbar)\b",
    re.DOTALL,
)
# what one may have of a matter, or not
KNOWLEDGE = (
    r"(?:Erkenntniss?e?|Information(?:en)?|Daten|Angaben?|Kenntniss?e?|Zahlen|Berechnung(?:en)?|(?:Abs|S)chätzung(?:en)?|"
    r"Prognosen?|Statistik(?:en)?|Auswertung(?:en)?|Ergebnisse|Aussagen?|Unterlagen|\w*[Üü]bersicht)"
)
# that one has it, or may give it
_HAD = (
    r"(?:vor|vorhanden|vorlieg\w+|bekannt|verfüg\w+|hat|habe|haben|besitzt|besteh\w+|möglich|getroffen|gemacht|"
    r"geführt|erhoben|gemeldet|gibt|treffen|machen|gewonnen|ausgewertet|lieg\w+|nimmt|getätigt|tätigen|erheb\w+|"
    r"führt|führen|beauskunft\w+|enthalten|enthält|beinhaltet|erfass\w+|ableiten|zugeleitet|übermittelt|erlaubt|"
    r"zulässt)\b"
)
# it has nothing to tell: not known, not counted, not to be told apart
NOTHING_KNOWN = re.compile(
    rf"\bkeine\w?\b.{{0,70}}\b{KNOWLEDGE}\b.{{0,250}}\b{_HAD}"
    rf"|\b{_HAD}.{{0,120}}\bkeine\w?\b.{{0,70}}\b{KNOWLEDGE}\b"
    rf"|\b{KNOWLEDGE}\b.{{0,200}}\b(?:nicht|keine) (?:\w+ ){{0,4}}(?:vor|bekannt)\b"
    r"|\b(?:nicht|keine\w?)\b.{0,120}\bbekannt\b"
    rf"|(?:hat|haben|besitzt|verfügt) .{{0,40}}(?:keine|nicht über)\b.{{0,60}}"
    rf"\b(?:Kenntnis|Bild|Überblick|{KNOWLEDGE})"
    r"|(?:nicht|keine)\b.{0,70}\b(?:erfasst|erhoben|vorgehalten|ausgewertet|gespeichert|nachgehalten)\b"
    r"|(?:Statistik(?:en)?|Aufschlüsselung|Aufstellung|Liste)\b.{0,80}\bnicht geführt"
    r"|(?:Erfassung|Erhebung)\b.{0,90}\berfolgt nicht"
    r"|entzieht sich\b.{0,60}\bKenntnis"
    r"|[Ee]rhebung\b.{0,60}\bnicht statt"
    r"|(?:Darstellung|Aufschlüsselung|Auswertung|Angabe|Abgrenzung|Differenzierung|Erhebung|Benennung|Bezifferung)\w{0,30}\b"
    r".{0,120}\bnicht möglich"
    r"|lassen sich\b.{0,450}\b(?:nicht|weder)\b"
    r"|noch nicht vorliegen\b"
    r"|nicht (?:\w+ ){0,3}(?:beziffer|quantifizierbar|ableitbar|ermittelbar|auswertbar)",
    re.DOTALL,
)
# there is none, or it is not known: no answer is judged by it ("Pläne liegen nicht vor" tells something), but who asks
# for a number is answered by it
NOT_THERE = re.compile(
    r"[Ll]iegen\b.{0,80}\bnicht vor\b"
    r"|[Kk]eine (?:\w+ ){0,3}Statistik"
    r"|keine Stellung"
    r"|nicht (?:\w+ ){0,3}beantwortet"
    r"|Fehlanzeige",
    re.DOTALL,
)
# "keine Erkenntnisse vor, die eine Überprüfung erfordern": that is an answer
AND_YET = re.compile(
    r"\bvor, (?:die|wonach|dass)\b.{0,160}(?:erforder|rechtfertig|begründ|nahelegen|hindeut|aufzeig|belegen|bestätigen)"
    r"|\bvor, dass\b.{0,200}\bnicht\b"
    # a tax that is not raised any more
    r"|(?:[Ss]teuern?|[Gg]ebühr(?:en)?|[Aa]bgaben?|[Bb]eitr[aä]ge?|Zölle|Anklage|Klage)\b.{0,120}\berhoben\b"
    # not to the Euro, but roughly
    r"|stellige[nr]?\b"
    # it tells what is not done or will not be
    r"|\bnicht (?:geplant|vorgesehen|beabsichtigt)\b"
    r"|\b(?:plan(?:t|en)|beabsichtig(?:t|en)|erfolg(?:t|te|ten)) keine\b",
    re.DOTALL,
)
# how a Frage is taken; that tells nothing of what was asked
FRAMES = re.compile(
    r"^Die Bundesregierung (?:versteht|interpretiert)\b"
    r"|^Die Fragen? (?:wird|werden) (?:so|dahin)\w* "
    r"|^Es wird (?:angenommen|davon ausgegangen), dass sich die Frage"
)
# why nothing is known; beside that it tells nothing of what was asked
EXPLAINS = re.compile(
    r"^(?:Daher|Deshalb|Dies|Hintergrund|Grund|Insoweit|Insofern|Eine Verpflichtung)\b"
    r"|\b(?:obliegt|obliegen|(?:ist|sind) .{0,60}\bzuständig|Zuständigkeit|Verpflichtung|\w*[Pp]flicht|müssten?|wären?|"
    r"würden?)\b"
)
# what stands before such a sentence is its reason
HENCE = re.compile(
    r"\b(?:[Dd]aher|[Dd]eshalb|[Ss]omit|[Ii]nsoweit|[Ii]nsofern|[Dd]ementsprechend|[Ii]nfolgedessen|[Dd]emzufolge)\b"
    r"|[Aa]us diese[mn] Gr[uü]nd"
)
# a figure that tells how many or how much
FIGURE = re.compile(
    r"(?<![\d./§])\d{1,3}(?:[ .\u202f]\d{3})+(?![\d/])"
    r"|\d(?:,\d{1,3})? (?:Prozent|Euro|Mio|Mrd|Millionen|Milliarden|Personen|Fälle|Verfahren|Anträge|Stellen)\b"
)
# it points elsewhere: the whole sentence, up to its end
POINTER = re.compile(
    r"\bwird\b.{0,600}?\b(?:verwiesen|Bezug genommen)\W*$"
    r"|^(?:Hierzu |Insoweit |Im Übrigen )?(?:[Dd]ie Bundesregierung )?verweist (?:die Bundesregierung )?"
    r"(?:\w+ ){0,3}auf (?:die|ihre|den|das|Nummer|Ziffer|Frage)\b"
    r"|^Siehe (?:die )?Antwort",
    re.DOTALL,
)
# the same somewhere in a sentence
POINTS = re.compile(
    r"\b(?:wird|werden|ist|sei)\b.{0,600}?\b(?:verwiesen|verweisen|hingewiesen|Bezug genommen)"
    r"|\bverweist\b.{0,80}?\bauf (?:die|ihre|den|das|ihren) "
    r"|[Ss]iehe (?:hierzu |dazu |auch )*(?:die )?(?:Antwort|Vorbemerkung)",
    re.DOTALL,
)
# it says where something can be found ...
FOUND_AT = re.compile(
    r"entnommen werden"
    r"|zu entnehmen"
    r"|zu finden"
    r"|abrufbar"
    r"|abgerufen werden"
    r"|einsehbar"
    r"|zugänglich"
    r"|finde[nt] (?:sich|Sie)"
    r"|verwiesen",
    re.DOTALL,
)
# ... and that is somewhere else
PUBLIC = re.compile(
    r"Internet|Datenbank|Link\b|öffentlich einsehbar"
    r"|https?://"
    r"|www\."
    r"|[a-z]\.(?:de|eu|org|info)\b"
    r"|Homepage"
    r"|Website"
    r"|[Bb]ericht"
    r"|Haushaltsrechnung"
    r"|[Vv]eröffentlich",
    re.DOTALL,
)
# in this paper itself
HERE = re.compile(
    r"\b[Tt]abellen?\b"
    r"|\bAnlagen?\b"
    r"|\bÜbersicht(?:en)?\b"
    r"|\bnachfolgend(?!e[nm]? Link)"
    r"|\b[Ff]olgende[nr]?\b(?! Link)",
    re.DOTALL,
)
# a sentence that begins so adds to what was said
BESIDES = re.compile(
    r"^(?:Im Übrigen|Zudem|Daneben|Ergänzend|Darüber hinaus|Weiterhin|Außerdem|Des Weiteren)\b",
    re.DOTALL,
)
# a note of the printer's
PRINTING = re.compile(
    r"\* ?Von einer Drucklegung"
    r"|Diese ist auf Bundestagsdrucksache",
    re.DOTALL,
)
# words by which a sentence may point to a Frage or a paper that it names; whether it does, the name must show
POINTING = re.compile(
    r"[Vv]erwiesen"
    r"|[Vv]erweis"
    r"|Bezug genommen"
    r"|hingewiesen"
    r"|[Ss]iehe"
    r"|\b[Ss]\.(?!\s?\d)"
    r"|[Vv]gl\."
    r"|[Vv]ergleiche"
    r"|[Ee]ntnommen"
    r"|[Ff]inde[nt] sich"
    r"|(?:[Ii]n|[Aa]us) der Antwort"
    r"|[Ee]rgibt sich aus"
    r"|nachzulesen",
    re.DOTALL,
)
