"""Where each number comes from: one entry per source, its reference and how far it can be trusted.

Confidence is about the number, not about the paper:

===== ==========================================================
``A`` read in the source's own text, table, data or code
``B`` read in its abstract
``C`` quoted by another source
``D`` unverified: shown with a badge, never decides a test
===== ==========================================================

A DOI stands here only when a record of the work shows it. "Unconfirmed" in ``where`` means that volume, pages
or authors were not compared with such a record; the finding itself has the confidence it carries.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["SOURCES", "Source", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source.

    Attributes
    ----------
    key : str
        Name used by the table of quantities, usually first author and year.
    citation : str
        Authors, year, title, journal or publisher, volume, pages.
    doi : str
        Only when confirmed, otherwise empty.
    where : str
        Page, table, figure or section of the numbers, as far as known, and what is unconfirmed.
    confidence : str
        ``A``, ``B``, ``C`` or ``D``, see the module's table.
    finding : str
        What hipmech takes from it, in one sentence.
    """

    key: str
    citation: str
    doi: str = ""
    where: str = ""
    confidence: str
    finding: str

    @property
    def graded(self) -> str:
        """Key and grade, as a number is told with its source: ``bergmann_2016 [A]``."""
        return f"{self.key} [{self.confidence}]"


_CONVENTIONS = (
    Source(
        key="hipmech",
        citation="hipmech (2026): definitions, conventions and stated assumptions of this project.",
        where="documentation: conventions and assumptions",
        confidence="D",
        finding="Signs, frames, names and derived equations, and every default for which no measurement is "
        "claimed.",
    ),
    Source(
        key="standard_gravity",
        citation="General Conference on Weights and Measures (1901): declaration on the unit of mass and the "
        "definition of weight, 3rd meeting, Comptes rendus p. 70; tabulated by CODATA as standard "
        "acceleration of gravity.",
        where="CODATA table of constants, exact by definition",
        confidence="A",
        finding="Standard gravity is 9.80665 m/s² by definition.",
    ),
)

_SEGMENTS = (
    Source(
        key="winter_2009",
        citation="Winter DA (2009): Biomechanics and Motor Control of Human Movement, 4th edition. John "
        "Wiley & Sons, Hoboken. ISBN 978-0-470-39818-0.",
        where="Table 4.1 (after Dempster 1955) and Figure 4.1 (after Drillis and Contini 1966); page "
        "not noted",
        confidence="A",
        finding="One leg weighs 0.161 of the body with its centre of mass at 0.447 and radius of gyration "
        "0.326 of the trochanter-malleolus length; pelvis 0.142; the hip stands at 0.530 and the ankle at "
        "0.039 of the stature.",
    ),
    Source(
        key="de_leva_1996",
        citation="de Leva P (1996): Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters. "
        "Journal of Biomechanics 29(9), 1223-1230.",
        doi="10.1016/0021-9290(95)00178-6",
        where="Table 4, as transcribed alike by independent open data sets",
        confidence="C",
        finding="Thigh, shank and foot together weigh 20.88 % of a woman's and 19.86 % of a man's body, the "
        "lower trunk 12.47 % and 11.17 %.",
    ),
    Source(
        key="ansur_2012",
        citation="Gordon CC, Blackwell CL, Bradtmiller B et al. (2014): 2012 Anthropometric Survey of "
        "U.S. Army Personnel: Methods and Summary Statistics. Technical report NATICK/TR-15/007, Natick, "
        "Massachusetts.",
        where="public data of 6,068 persons, from which the numbers are computed; the report itself unread",
        confidence="A",
        finding="Soldiers of 17 to 58 years: body mass 67.8 ± 11.0 kg in 1,986 women and 85.5 ± 14.2 kg in "
        "4,082 men, stature 1628 ± 64 and 1756 ± 69 mm, correlation 0.53 and 0.47; it measures the bicristal "
        "breadth, 273 ± 22 and 275 ± 18 mm, not the distance between the hip centres, so the latter is an "
        "estimate with a scatter.",
    ),
)

_LEVERS = (
    Source(
        key="pauwels_1965",
        citation="Pauwels F (1965): Der Schenkelhalsbruch, ein mechanisches Problem (first published 1935). "
        "In: Gesammelte Abhandlungen zur funktionellen Anatomie des Bewegungsapparates. Springer, Berlin. "
        "English in: Biomechanics of the Normal and Diseased Hip (1976) and of the Locomotor Apparatus "
        "(1980).",
        doi="10.1007/978-3-642-86841-2_1",
        where="pp. 101-105 (weight and its arm), p. 111 (muscle arm 40 mm, 21° to the vertical), p. 112 "
        "(47.76 kg)",
        confidence="A",
        finding="A supported weight of 47.76 of 58.7 kg at an arm of 109.9 mm, held by a pull with a 40 mm "
        "arm at 21° to the vertical.",
    ),
    Source(
        key="inman_1947",
        citation="Inman VT (1947): Functional aspects of the abductor muscles of the hip. Journal of Bone "
        "and Joint Surgery 29(3), 607-619.",
        where="volume and pages unconfirmed; the distances of the lever are defined here, not read there",
        confidence="C",
        finding="The abductors of the standing leg pull at about 70° to the horizontal.",
    ),
    Source(
        key="williams_lissner_1962",
        citation="Williams M, Lissner HR (1962): Biomechanics of Human Motion. W. B. Saunders, Philadelphia.",
        where="p. 110, as adapted in a textbook figure that credits it and Benedek and Villars",
        confidence="C",
        finding="Free body of the leg: ground reaction equal to the weight, leg 1/7 of it, pull at 70°; with "
        "a cane that carries 1/6 the pull falls to 0.65 and the joint force to 1.3 body weights.",
    ),
    Source(
        key="debrunner_1975",
        citation="Debrunner HU (1975): Studien zur Biomechanik des Hüftgelenkes I. Zeitschrift für "
        "Orthopädie und ihre Grenzgebiete 113, 377-388.",
        where="equations 1-4, figures 5 and 10; volume and pages unconfirmed",
        confidence="A",
        finding="Supported weight 5/6 of the body at 1.28 times half the hip distance; muscle line from a "
        "point on the iliac wing to the trochanter tip.",
    ),
    Source(
        key="iglic_1990",
        citation="Iglič A, Srakar F, Antolič V, Kralj-Iglič V, Batagelj V (1990): Mathematical analysis of "
        "Chiari osteotomy. Acta Orthopaedica Iugoslavica 20, 35-39.",
        where="p. 37, equations 2-8 and table 1; authors, volume and page range unconfirmed",
        confidence="A",
        finding="Leg 0.161 of the weight at 0.48 and ground reaction at 1.01 times half the hip distance: an "
        "arm of 1.1117 times that half distance, in three dimensions with three muscle groups.",
    ),
    Source(
        key="grays_lever",
        citation="Standring S, editor: Gray's Anatomy: The Anatomical Basis of Clinical Practice. Churchill "
        "Livingstone Elsevier, London (40th edition 2008).",
        where="chapter on the hip; edition and page not noted",
        confidence="A",
        finding="Teaching lever with vertical pull: 5/6 of the weight, arms 2 to 1, hence 2.5 body weights "
        "on the joint.",
    ),
)

_ANATOMY = (
    Source(
        key="fischer_2020",
        citation="Fischer CS, Kühn JP, Völzke H, Ittermann T, Gümbel D, Kasch R, Haralambiev L, Laqua R, "
        "Hinz P, Lange J (2020): The neck-shaft angle: an update on reference values and associated factors. "
        "Acta Orthopaedica 91(1), 53-57.",
        doi="10.1080/17453674.2019.1690873",
        where="abstract; Study of Health in Pomerania (SHIP), 3,226 volunteers, MRI",
        confidence="B",
        finding="Neck-shaft angle 127 ± 7°, reference range 114 to 140°, 0.4 to 1.4° lower in men and "
        "falling with age.",
    ),
    Source(
        key="preininger_2012",
        citation="Preininger B, Schmorl K, von Roth P, Winkler T, Matziolis G, Perka C, Tohtz S (2012): "
        "Femoral offset (3D) in patients without osteoarthritis: index values from 200 hip joints. The Open "
        "Orthopaedics Journal 6, from p. 578.",
        where="abstract; 100 pelvic CT, 49 women and 51 men; year unconfirmed",
        confidence="B",
        finding="Femoral offset 43.6 ± 5.6 mm in men and 39.5 ± 3.5 mm in women.",
    ),
    Source(
        key="carmona_2019",
        citation="Carmona M, Tzioupis C, LiArno S, Faizan A, Argenson JN, Ollivier M (2019): Upper femur "
        "anatomy depends on age and gender: a three-dimensional computed tomography comparative bone "
        "morphometric analysis of 628 healthy patients' hips. Journal of Arthroplasty 34(10), 2487-2493.",
        doi="10.1016/j.arth.2019.05.036",
        where="abstract; 628 CT",
        confidence="B",
        finding="Neck-shaft angle 124.7 ± 6.2°, femoral offset 42.9 ± 6.8 mm, version 14.5 ± 8.1°.",
    ),
    Source(
        key="lenaerts_2008",
        citation="Lenaerts G, De Groote F, Demeulenaere B, Mulier M, Van der Perre G, Spaepen A, Jonkers I "
        "(2008): Subject-specific hip geometry affects predicted hip joint contact forces during gait. "
        "Journal of Biomechanics 41(6), 1243-1252.",
        where="abstract; authors after the first, volume and pages unconfirmed",
        confidence="B",
        finding="Neck lengths of 41 to 74 mm; at peak walking force the neck-shaft angle matters little, the "
        "neck length more.",
    ),
    Source(
        key="trochanter_radiographs",
        citation="Radiological assessments of proximal femoral geometry and its clinical significance in hip "
        "arthroplasty (radiographs of 2013).",
        where="abstract; 370 pelvic radiographs; authors, journal, year and pages unconfirmed",
        confidence="B",
        finding="In 96.9 % of hips the trochanter tip lies 0 to 15 mm above the head centre.",
    ),
    Source(
        key="fischer_2021",
        citation="Fischer MCM et al. (2021): Effect of the underlying cadaver data and patient-specific "
        "adaptation of the femur and pelvis on the prediction of the hip joint force estimated using static "
        "models. Journal of Biomechanics, 110526.",
        doi="10.1016/j.jbiomech.2021.110526",
        where="text, and the published program and CT landmarks of ten patients; volume unconfirmed",
        confidence="A",
        finding="Ten pelves: hip centres 172 ± 9 mm apart (157 to 187), iliac crest 140 ± 7 mm above and "
        "iliac tubercle 56 ± 8 mm lateral of the hip; static models miss the individual's one-leg force by "
        "13 to 25 % of the weight.",
    ),
    Source(
        key="harrington_2007",
        citation="Harrington ME, Zavatsky AB, Lawson SEM, Yuan Z, Theologis TN (2007): Prediction of the hip "
        "joint centre in adults, children, and patients with cerebral palsy based on magnetic resonance "
        "imaging. Journal of Biomechanics 40(3), 595-602.",
        doi="10.1016/j.jbiomech.2006.02.003",
        where="single-variable regression equations",
        confidence="A",
        finding="Hip centre from the pelvis: 0.33 width + 7.3 mm lateral, 0.30 width + 10.9 mm below and "
        "0.24 depth + 9.9 mm behind the midpoint of the anterior superior iliac spines.",
    ),
    Source(
        key="trochanter_distance_2021",
        citation="Measurement of the relative position of the femoral head center, greater trochanter, and "
        "lesser trochanter. Annals of Palliative Medicine 10(11), 11524-11528 (2021).",
        doi="10.21037/apm-21-2538",
        where="abstract; 194 hips of 97 patients; authors unconfirmed",
        confidence="B",
        finding="Head diameter 50.8 ± 4.3 mm and 46.8 ± 4.5 mm from the head centre to the greater "
        "trochanter.",
    ),
    Source(
        key="werner_2012",
        citation="Werner CML, Ramseier LE, Ruckstuhl T, Stromberg J, Copeland CE, Turen CH, Rufibach K, "
        "Bouaicha S (2012): Normal values of Wiberg's lateral center-edge angle and Lequesne's acetabular "
        "index - a coxometric update. Skeletal Radiology 41(10), 1273-1278.",
        doi="10.1007/s00256-012-1420-7",
        where="abstract; 1,226 radiographs, 2,452 hips",
        confidence="B",
        finding="Lateral centre-edge angle 33.6° on average, 95 % of the hips between 18.1 and 48.0°.",
    ),
    Source(
        key="iglic_2002",
        citation="Iglič A, Kralj-Iglič V, Daniel M, Maček-Lebar A (2002): Computer determination of contact "
        "stress distribution and size of weight bearing area in the human hip joint. Computer Methods in "
        "Biomechanics and Biomedical Engineering 5(2), 185-192.",
        where="abstract and introduction; the equations are derived anew: their pressure integrates to the "
        "force",
        confidence="B",
        finding="HIPSTRESS: a pressure that falls with the cosine of the angle from a pole, between the "
        "lateral rim of the socket and the plane 90° medial of the pole.",
    ),
    Source(
        key="harris_2012",
        citation="Harris MD, Anderson AE, Henak CR, Ellis BJ, Peters CL, Weiss JA (2012): Finite element "
        "prediction of cartilage contact stresses in normal human hips. Journal of Orthopaedic Research "
        "30(7), 1133-1139.",
        doi="10.1002/jor.22040",
        where="abstract; ten volunteers, each with a model of their own",
        confidence="B",
        finding="Peak contact stress 7.52 ± 2.11 MPa at heel strike of walking, under 2.33 body weights; a "
        "third of the cartilage bears.",
    ),
    Source(
        key="neck_angle_reading",
        citation="Reliability of the femoral neck shaft angle measured with a picture archiving and "
        "communication system (PubMed Central PMC3473462, about 2011).",
        where="abstract; three observers, 120 measurements; title, authors, journal and year unconfirmed",
        confidence="B",
        finding="Two readings of a neck-shaft angle on one radiograph differ, 95 % of them, by less than "
        "2.5° within one observer and 6° between observers.",
    ),
    Source(
        key="hip_centre_reading_2015",
        citation="Reliability of measures used in radiographic evaluation of the adult hip. Skeletal "
        "Radiology 44(7), 935-939 (2015).",
        doi="10.1007/s00256-015-2101-0",
        where="abstract; one observer twice, and two observers; authors unconfirmed",
        confidence="B",
        finding="Two readings of the distance from the midline to a hip's centre of rotation differ, 95 % of "
        "them, by less than 3 mm.",
    ),
    Source(
        key="magnification_2010",
        citation="A comparison of four systems for calibration when templating for total hip replacement "
        "with digital radiography. Journal of Bone and Joint Surgery, British volume (2010).",
        where="abstract; radiographs of 57 patients; authors, volume and pages unconfirmed",
        confidence="B",
        finding="Lengths on a pelvic radiograph err by 1.42 % on average with a fixed magnification of "
        "121 %, by 2.55 % with a ball beside the hip, at most by 5.22 and 17.4 %.",
    ),
    Source(
        key="merle_2012",
        citation="Merle C, Waldstein W, Pegg E, Streit MR, Gotterbarm T, Aldinger PR, Murray DW, Gill HS "
        "(2012): Femoral offset is underestimated on anteroposterior radiographs of the pelvis but "
        "accurately assessed on anteroposterior radiographs of the hip. Journal of Bone and Joint Surgery, "
        "British volume 94-B(4), from p. 477.",
        where="abstract; 100 patients with osteoarthritis, radiographs beside CT",
        confidence="B",
        finding="Radiographs of the pelvis show a femoral offset of 39.0 mm where CT shows 44.7 mm, 13 % too "
        "little, those of the hip 44.0 mm.",
    ),
    Source(
        key="dostal_andrews_1981",
        citation="Dostal WF, Andrews JG (1981): A three-dimensional biomechanical model of hip musculature. "
        "Journal of Biomechanics 14(11), 803-812.",
        where="tables 1 and 3, as transcribed in the published program of Fischer 2021",
        confidence="A",
        finding="Origins and insertions of the hip's muscles as straight lines about the joint's centre, on "
        "one pelvis with hip centres 169 mm apart and one femur of 423 mm.",
    ),
    Source(
        key="johnston_1979",
        citation="Johnston RC, Brand RA, Crowninshield RD (1979): Reconstruction of the hip: a mathematical "
        "approach to determine optimum geometric relationships. Journal of Bone and Joint Surgery (American "
        "volume) 61-A(5), 639-652.",
        where="table I, as transcribed in the published program of Fischer 2021; volume and pages "
        "unconfirmed",
        confidence="A",
        finding="Physiological cross-sections relative to gluteus maximus: medius 0.80, rectus femoris 0.40, "
        "minimus 0.34, tensor 0.12, piriformis 0.10, sartorius 0.07.",
    ),
)

_IN_VIVO = (
    Source(
        key="bergmann_2016",
        citation="Bergmann G, Bender A, Dymke J, Duda G, Damm P (2016): Standardized loads acting in hip "
        "implants. PLoS ONE 11(5), e0155612.",
        doi="10.1371/journal.pone.0155612",
        where="complete data of ten patients, evaluated by Fischer 2021",
        confidence="A",
        finding="One-leg stance on instrumented hips: 2.61 ± 0.29 body weights (2.19 to 3.28) at 11.5 ± 3.5° "
        "from the femoral axis; walking peaks of the same people 2.47 ± 0.20.",
    ),
    Source(
        key="orthoload",
        citation="Bergmann G, Damm P, editors (2008): OrthoLoad. Julius Wolff Institute, Berlin Institute of "
        "Health at Charité Universitätsmedizin Berlin, orthoload.com.",
        where="legal information; transformation of loads",
        confidence="A",
        finding="Loads are given in a bone-based frame after mirroring to one side; its files may be cited, "
        "not offered from other databases.",
    ),
    Source(
        key="bergmann_2001",
        citation="Bergmann G, Deuretzbacher G, Heller M, Graichen F, Rohlmann A, Strauss J, Duda GN (2001): "
        "Hip contact forces and gait patterns from routine activities. Journal of Biomechanics 34(7), "
        "859-871.",
        doi="10.1016/S0021-9290(01)00040-9",
        where="abstract; four patients",
        confidence="B",
        finding="Walking at 4 km/h 2.38, upstairs 2.51, downstairs 2.60 body weights; one-leg stance "
        "slightly below walking.",
    ),
    Source(
        key="bergmann_1993",
        citation="Bergmann G, Graichen F, Rohlmann A (1993): Hip joint loading during walking and running, "
        "measured in two patients. Journal of Biomechanics 26(8), 969-990.",
        where="abstract; two patients",
        confidence="B",
        finding="Walking 2.8 (1 km/h) to 4.8 (5 km/h), jogging about 5.5, stumbling 7.2 and 8.7 body "
        "weights.",
    ),
    Source(
        key="kotzar_1991",
        citation="Kotzar GM, Davy DT, Goldberg VM, Heiple KG, Berilla J, Heiple KG Jr, Brown RH, Burstein AH "
        "(1991): Telemeterized in vivo hip joint force data: a report on two patients after total hip "
        "surgery. Journal of Orthopaedic Research 9, 621-633.",
        where="abstract; two patients",
        confidence="B",
        finding="Single-leg stance loads the hip with 2.1 to 2.8 body weights.",
    ),
)

_STRENGTH = (
    Source(
        key="lewinson_2014",
        citation="Lewinson RT, Worobets JT, Stefanyshyn DJ (2014): The relationship between maximal hip "
        "abductor strength and resultant loading at the knee during walking. Proceedings of the Institution "
        "of Mechanical Engineers, Part H: Journal of Engineering in Medicine, issue 12, 1258-1263.",
        doi="10.1177/0954411914562490",
        where="abstract; 14 adults; volume unconfirmed",
        confidence="B",
        finding="Maximal isometric hip abduction 1.8 ± 0.3 N·m/kg against a peak walking moment of 1.1 ± 0.2 "
        "N·m/kg.",
    ),
    Source(
        key="ramskov_2014",
        citation="Ramskov D, Pedersen MB, Kastrup K, Lønbro S, Jacobsen JS, Thorborg K, Nielsen RO, "
        "Rasmussen S (2014): Normative values of eccentric hip abduction strength in novice runners: an "
        "equation adjusting for age and gender. International Journal of Sports Physical Therapy 9(1), "
        "68-75.",
        where="abstract; 831 novice runners",
        confidence="B",
        finding="Eccentric hip abduction 1.62 ± 0.38 N·m/kg in men and 1.41 ± 0.33 in women; 1.600 - 0.005 "
        "age + 0.215 if male, ± 0.354.",
    ),
    Source(
        key="sugimoto_2014",
        citation="Sugimoto D, Mattacola CG, Mullineaux DR, Palmer TG, Hewett TE (2014): Comparison of "
        "isokinetic hip abduction and adduction peak torques and ratio between sexes. Clinical Journal of "
        "Sport Medicine 24(5), 422-428.",
        doi="10.1097/JSM.0000000000000059",
        where="abstract; 16 male and 20 female athletes, standing, 60°/s",
        confidence="B",
        finding="Concentric hip abduction 1.29 ± 0.24 N·m/kg in men and 1.13 ± 0.20 in women.",
    ),
    Source(
        key="kendall_2013",
        citation="Kendall KD, Patel C, Wiley JP, Pohl MB, Emery CA, Ferber R (2013): Steps toward the "
        "validation of the Trendelenburg test: the effect of experimentally reduced hip abductor muscle "
        "function on frontal plane mechanics. Clinical Journal of Sport Medicine 23(1), 45-51.",
        doi="10.1097/JSM.0b013e31825e66a1",
        where="abstract; nine men",
        confidence="B",
        finding="A superior gluteal nerve block took 52 % of the strength and left the pelvic drop in "
        "one-leg stance unchanged; one of nine showed the sign.",
    ),
    Source(
        key="hardcastle_nade_1985",
        citation="Hardcastle P, Nade S (1985): The significance of the Trendelenburg test. Journal of Bone "
        "and Joint Surgery (British volume) 67-B(5), 741-746.",
        doi="10.1302/0301-620X.67B5.4055873",
        where="standard method of the test",
        confidence="A",
        finding="The test asks to raise the free side of the pelvis as far as possible and to hold it for 30 "
        "s; failing to do so is positive.",
    ),
    Source(
        key="vasudevan_1997",
        citation="Vasudevan PN, Vaidyalingam KV, Nair PB (1997): Can Trendelenburg's sign be positive if "
        "the hip is normal? Journal of Bone and Joint Surgery (British volume) 79-B, 462-466.",
        where="introduction, which quotes orthopaedic textbooks; title and pages as on the reprint",
        confidence="C",
        finding="Textbooks count coxa vara among the hips with a positive Trendelenburg sign.",
    ),
    Source(
        key="kummer_1993",
        citation="Kummer B (1993): Is the Pauwels' theory of hip biomechanics still valid? A critical "
        "analysis, based on modern methods. Annals of Anatomy 175, 203-210.",
        where="quoted in the literature on gluteal tendinopathy; title, volume and pages unconfirmed",
        confidence="C",
        finding="About 70 % of the abduction comes from the muscles of the trochanter, 30 % from those that "
        "tense the iliotibial tract.",
    ),
    Source(
        key="garrison_2014",
        citation="Garrison JC, Bothwell J, Cohen K, Conway J (2014): Effects of hip strengthening on early "
        "outcomes following anterior cruciate ligament reconstruction. International Journal of Sports "
        "Physical Therapy 9(2), 157-167.",
        where="table 2, activation of gluteus medius and maximus as reported in the literature (PubMed "
        "Central PMC4004121); the study itself is a trial of hip strengthening after knee surgery",
        confidence="A",
        finding="Gluteus medius, %MVIC: side-lying abduction 42-81, clam 38-67, single-leg bridge 47-55, "
        "side bridge 74-103, standing abduction 33, lateral step-up 43-59.",
    ),
    Source(
        key="distefano_2009",
        citation="Distefano LJ, Blackburn JT, Marshall SW, Padua DA (2009): Gluteal muscle activation during "
        "common therapeutic exercises. Journal of Orthopaedic & Sports Physical Therapy 39(7), 532-540.",
        doi="10.2519/jospt.2009.2796",
        where="summary page for side-lying abduction and the clams; the squat's number is unverified",
        confidence="D",
        finding="Gluteus medius 81 ± 42 %MVIC in side-lying abduction, 40 ± 38 and 38 ± 29 in clams, 64 ± 24 "
        "in a single-leg squat.",
    ),
    Source(
        key="sutter_2013",
        citation="Sutter R et al. (2013): Abductor tendon tears are associated with hypertrophy of the "
        "tensor fasciae latae muscle. Skeletal Radiology 42(5), 627-633.",
        doi="10.1007/s00256-012-1514-2",
        where="abstract; 35 patients, 18 of them examined on both sides; authors after the first unconfirmed",
        confidence="B",
        finding="With a torn abductor tendon the tensor has 2.81 times the area of the sartorius, on the "
        "healthy side 1.67 (medians).",
    ),
)

_LATERAL = (
    Source(
        key="birnbaum_2004",
        citation="Birnbaum K, Siebert CH, Pandorf T, Schopphoff E, Prescher A, Niethard FU (2004): "
        "Anatomical and biomechanical investigations of the iliotibial tract. Surgical and Radiologic "
        "Anatomy 26(6), 433-446.",
        doi="10.1007/s00276-004-0265-8",
        where="summary for the method (18 unfixed corpses); the forces are quoted by others, those at 10° "
        "and 40° unverified",
        confidence="D",
        finding="Under the iliotibial tract over the trochanter 4 N at 0°, 36 N at 10° and 106 N at 40° of "
        "adduction.",
    ),
    Source(
        key="fearon_2012",
        citation="Fearon AM, Stephens S, Cook JL, Smith PN, Neeman T, Cormick W, Scarvell JM (2012): The "
        "relationship of femoral neck shaft angle and adiposity to greater trochanteric pain syndrome in "
        "women. A case control morphology and anthropometric study. British Journal of Sports Medicine "
        "46(12).",
        where="abstract; 102 women in four groups; pages unconfirmed",
        confidence="B",
        finding="Odds of a neck-shaft angle below 134° against women without symptoms: 3.33 (1.26 to 8.85) "
        "with a gluteal tendon reconstruction, 1.4 (0.52 to 3.75) with pain treated without surgery.",
    ),
    Source(
        key="pelvic_trochanteric_index",
        citation="Relationship of the Pelvic-Trochanteric Index with greater trochanteric pain syndrome. "
        "Clinics (Sao Paulo); patients of 2011 to 2017.",
        where="abstract; 182 women with pain, 150 without; authors, year and volume unconfirmed",
        confidence="B",
        finding="The neck-shaft angle does not differ between women with and without lateral hip pain.",
    ),
)

_GEOMETRY = (
    Source(
        key="rudiger_2017",
        citation="Rüdiger HA, Guillemin M, Latypova A, Terrier A (2017): Effect of changes of femoral offset "
        "on abductor and joint reaction forces in total hip arthroplasty. Archives of Orthopaedic and Trauma "
        "Surgery 137(11), 1579-1585.",
        doi="10.1007/s00402-017-2788-6",
        where="abstract; 15 patients, generic muscle model",
        confidence="B",
        finding="20 % of femoral offset changes the abductor arm by 8 %, its force by 16 % and the joint "
        "force by 6 %; a loss weighs more than a gain.",
    ),
    Source(
        key="hu_2021",
        citation="Hu X, Zheng N, Chen Y, Dai K, Dimitriou D, Li H, Tsai TY (2021): Optimizing the femoral "
        "offset for restoring physiological hip muscle function in patients with total hip arthroplasty. "
        "Frontiers in Bioengineering and Biotechnology 9, 645019.",
        doi="10.3389/fbioe.2021.645019",
        where="full text; 18 patients; arms calculated in models from their CT scans",
        confidence="A",
        finding="About 3.4 mm of femoral offset goes with 5 % of a hip muscle's arm.",
    ),
    Source(
        key="antolic_1995",
        citation="Antolič V et al. (1995): Relative abductor strength after varus and valgus osteotomy "
        "of the proximal femur. Acta Chirurgiae Orthopaedicae et Traumatologiae Čechoslovaca 62(6), 354-356.",
        where="abstract; three-dimensional model; authors after the first unconfirmed",
        confidence="B",
        finding="Valgisation lowers the abductors' reserve, varisation does not change it; a positive "
        "Trendelenburg sign needs extreme valgus with a high trochanter.",
    ),
    Source(
        key="warrener_2015",
        citation="Warrener AG, Lewton KL, Pontzer H, Lieberman DE (2015): A wider pelvis does not increase "
        "locomotor cost in humans, with implications for the evolution of childbirth. PLoS ONE 10(3), "
        "e0118903.",
        doi="10.1371/journal.pone.0118903",
        where="abstract",
        confidence="B",
        finding="In walking and running, pelvic width predicts neither the abductors' mechanics nor the "
        "energy cost.",
    ),
)

_STEP_WIDTH = (
    Source(
        key="kubinski_2015",
        citation="Kubinski SN, McQueen CA, Sittloh KA, Dean JC (2015): Walking with wider steps increases "
        "stance phase gluteus medius activity. Gait & Posture 41(1), 130-135.",
        where="abstract; 14 adults at 1.25 m/s; volume and pages unconfirmed",
        confidence="B",
        finding="Stance-phase electrical activity of gluteus medius is 47 % higher with wide and 24 % lower "
        "with narrow steps; in normal walking the correlation is 0.18.",
    ),
    Source(
        key="jospt_open_2024",
        citation="Influence of walking modification strategies on frontal-plane hip joint moment and gait "
        "naturalness in healthy adults. JOSPT Open 2(4), 306-314 (2024).",
        doi="10.2519/josptopen.2024.0463",
        where="abstract; ten adults; authors unconfirmed",
        confidence="B",
        finding="A large trunk lean lowers the early hip adduction moment by 36.7 %; doubling the step width "
        "does not change it significantly.",
    ),
    Source(
        key="donelan_2001",
        citation="Donelan JM, Kram R, Kuo AD (2001): Mechanical and metabolic determinants of the preferred "
        "step width in human walking. Proceedings of the Royal Society B 268(1480), 1985-1992.",
        doi="10.1098/rspb.2001.1761",
        where="abstract",
        confidence="B",
        finding="People prefer a step width of 0.13 leg lengths; the cost grows with the square of the "
        "width.",
    ),
    Source(
        key="hof_2007",
        citation="Hof AL, van Bockel RM, Schoppen T, Postema K (2007): Control of lateral balance in "
        "walking: experimental findings in normal subjects and above-knee amputees. Gait & Posture 25(2), "
        "250-258.",
        doi="10.1016/j.gaitpost.2006.04.013",
        where="abstract; six healthy controls; volume and pages unconfirmed",
        confidence="B",
        finding="Healthy walkers step 9 ± 3 cm wide with a margin of 1.6 ± 0.7 cm between centre of pressure "
        "and extrapolated centre of mass.",
    ),
    Source(
        key="mackinnon_winter_1993",
        citation="MacKinnon CD, Winter DA (1993): Control of whole body balance in the frontal plane during "
        "human walking. Journal of Biomechanics 26(6), 633-644.",
        where="abstract; four subjects",
        confidence="B",
        finding="Trunk and swing leg are held by the hip abductors against gravity and relieved by the "
        "medial acceleration of the hip.",
    ),
)

_CANE_AND_LOAD = (
    Source(
        key="neumann_1998",
        citation="Neumann DA (1998): Hip abductor muscle activity as subjects with hip prostheses walk with "
        "different methods of using a cane. Physical Therapy 78(5), 490-501.",
        doi="10.1093/ptj/78.5.490",
        where="abstract; 24 patients",
        confidence="B",
        finding="A contralateral cane lowers the abductors' electrical activity by 31 %, pushed "
        "near-maximally by 42 %; an ipsilateral one does not change it.",
    ),
    Source(
        key="ajemian_2004",
        citation="Ajemian S et al. (2004): Cane-assisted gait biomechanics and electromyography after "
        "total hip arthroplasty. Archives of Physical Medicine and Rehabilitation 85(12), 1966-1971.",
        doi="10.1016/j.apmr.2004.04.037",
        where="abstract; 11 patients",
        confidence="B",
        finding="A contralateral cane lowers the hip abduction moment of the operated side by 26 % and "
        "raises the other by 28 %.",
    ),
    Source(
        key="brand_crowninshield_1980",
        citation="Brand RA, Crowninshield RD (1980): The effect of cane use on hip contact force. Clinical "
        "Orthopaedics and Related Research 147, 181-184.",
        doi="10.1097/00003086-198003000-00030",
        where="abstract; last page unconfirmed",
        confidence="B",
        finding="Patients with a cane load the hip with about 60 % of the normal contact force.",
    ),
    Source(
        key="neumann_hase_1994",
        citation="Neumann DA, Hase AD (1994): An electromyographic analysis of the hip abductors during load "
        "carriage: implications for hip joint protection. Journal of Orthopaedic & Sports Physical Therapy "
        "19(5), 296-304.",
        where="abstract; 30 adults, loads of 3 to 30 % of the body weight; volume and pages unconfirmed",
        confidence="B",
        finding="A load in the hand of the stance side leaves the abductors' activity at or below the "
        "unloaded level; in the other hand it raises it from 3 % of the body weight.",
    ),
)

_TRIALS = (
    Source(
        key="bisseling_hof_2006",
        citation="Bisseling RW, Hof AL (2006): Handling of impact forces in inverse dynamics. Journal of "
        "Biomechanics 39(13), 2438-2444.",
        where="abstract",
        confidence="B",
        finding="Ground reaction forces are to be filtered with the same cut-off frequency as the "
        "accelerations, or the impact peaks of the moments are artefacts.",
    ),
)

_RUNNING = (
    Source(
        key="heiderscheit_2011",
        citation="Heiderscheit BC, Chumanov ES, Michalski MP, Wille CM, Ryan MB (2011): Effects of step rate "
        "manipulation on joint mechanics during running. Medicine & Science in Sports & Exercise 43(2), "
        "296-302.",
        doi="10.1249/MSS.0b013e3181ebedf4",
        where="Table 3; 45 runners",
        confidence="A",
        finding="At their own step rate runners have a peak hip abduction moment of 1.8 ± 0.4 N·m/kg, "
        "at 10 % more steps 1.7.",
    ),
    Source(
        key="lenhart_2014",
        citation="Lenhart R, Thelen D, Heiderscheit B (2014): Hip muscle loads during running at various "
        "step rates. Journal of Orthopaedic & Sports Physical Therapy.",
        where="Table 1 (PubMed Central PMC4296582); 30 runners, musculoskeletal model; read as the "
        "authors' manuscript, so without volume and pages",
        confidence="A",
        finding="At their own step rate gluteus medius peaks at 32.05 ± 4.03 and gluteus minimus at 22.97 ± "
        "3.65 N/kg in stance.",
    ),
    Source(
        key="brindle_2014",
        citation="Brindle RA, Milner CE, Zhang S, Fitzhugh EC (2014): Changing step width alters lower "
        "extremity biomechanics during running. Gait & Posture 39(1), 124-128.",
        doi="10.1016/j.gaitpost.2013.06.010",
        where="abstract; 30 runners",
        confidence="B",
        finding="In running, hip adduction falls as the step widens.",
    ),
    Source(
        key="meardon_2012",
        citation="Meardon SA, Campbell S, Derrick TR (2012): Step width alters iliotibial band strain during "
        "running. Sports Biomechanics 11(4), 464-472.",
        doi="10.1080/14763141.2012.699547",
        where="abstract; 15 runners, muscle model",
        confidence="B",
        finding="In running, a narrower step strains the iliotibial band more.",
    ),
    Source(
        key="karamanidis_2005",
        citation="Karamanidis K, Arampatzis A (2005): Mechanical and morphological properties of different "
        "muscle-tendon units in the lower extremity and running mechanics: effect of aging and physical "
        "activity. Journal of Experimental Biology 208(20), 3907-3923.",
        doi="10.1242/jeb.01830",
        where="Table 4; nine young runners; their speed, 2.7 m/s, in the summary",
        confidence="A",
        finding="Young endurance runners at 2.7 m/s make 1.31 ± 0.08 strides a second, a foot stands 35.5 ± "
        "2.3 % of a stride.",
    ),
    Source(
        key="morin_2005",
        citation="Morin J-B, Dalleau G, Kyröläinen H, Jeannin T, Belli A (2005): A simple method for "
        "measuring stiffness during running. Journal of Applied Biomechanics 21(2), 167-180.",
        doi="10.1123/jab.21.2.167",
        where="abstract; 3.33 m/s to maximal speed",
        confidence="B",
        finding="The vertical force of a running foot taken as half of a sine gives stiffnesses within 7 % "
        "of those of a force plate.",
    ),
    Source(
        key="kirtley_1985",
        citation="Kirtley C, Whittle MW, Jefferson RJ (1985): Influence of walking speed on gait parameters. "
        "Journal of Biomedical Engineering 7(4), 282-288.",
        where="regression as its first author quotes it on clinicalgaitanalysis.com",
        confidence="C",
        finding="A walker's foot stands 64.2 - 3.5 × speed (m/s) per cent of the stride.",
    ),
    Source(
        key="arellano_kram_2011",
        citation="Arellano CJ, Kram R (2011): The effects of step width and arm swing on energetic cost and "
        "lateral balance during running. Journal of Biomechanics 44(7), 1291-1295.",
        doi="10.1016/j.jbiomech.2011.01.002",
        where="abstract; ten runners at 3 m/s",
        confidence="B",
        finding="Runners prefer a narrow step width: both none and 15 % of the leg length cost more.",
    ),
    Source(
        key="van_oeveren_2017",
        citation="van Oeveren BT, de Ruiter CJ, Beek PJ, van Dieën JH (2017): Optimal stride frequencies in "
        "running at different speeds. PLoS ONE 12(10), e0184273.",
        doi="10.1371/journal.pone.0184273",
        where="abstract; twelve inexperienced runners",
        confidence="B",
        finding="Inexperienced runners choose 79 strides a minute at 2.6 m/s.",
    ),
    Source(
        key="lieberman_2015",
        citation="Lieberman DE, Warrener AG, Wang J, Castillo ER (2015): Effects of stride frequency and "
        "foot position at landing on braking force, hip torque, impact peak force and the metabolic cost of "
        "running in humans. Journal of Experimental Biology 218(21), 3406-3414.",
        doi="10.1242/jeb.125500",
        where="abstract; fourteen runners at 3.0 m/s",
        confidence="B",
        finding="The stride rate of least energy at 3.0 m/s is 84.8 ± 3.6 a minute.",
    ),
    Source(
        key="anderson_2022",
        citation="Anderson LM, Martin JF, Barton CJ, Bonanno DR (2022): What is the effect of changing "
        "running step rate on injury, performance and biomechanics? A systematic review and meta-analysis. "
        "Sports Medicine - Open 8, 112.",
        doi="10.1186/s40798-022-00504-0",
        where="abstract and key points; 37 studies",
        confidence="B",
        finding="A higher step rate lowers peak hip adduction (moderate evidence); what it does to injuries "
        "cannot be told from what was studied.",
    ),
    Source(
        key="othman_2023",
        citation="Othman IK, Raj NB, Kuan CS, Sidek S, Wong LS, Djearamane S, Loganathan A, Selvaraj S "
        "(2023): Association of piriformis thickness, hip muscle strength, and low back pain patients with "
        "and without piriformis syndrome in Malaysia. Life 13(5), 1208.",
        where="abstract; 91 people, the correlations in 36 with piriformis syndrome",
        confidence="B",
        finding="A thicker piriformis went with less strength of gluteus maximus (r = -0.4) and with more "
        "activation of gluteus medius (r = 0.48).",
    ),
)

_FULL_BODY = (
    Source(
        key="rajagopal_2016",
        citation="Rajagopal A, Dembia CL, DeMers MS, Delp DD, Hicks JL, Delp SL (2016): Full-body "
        "musculoskeletal model for muscle-driven simulation of human gait. IEEE Transactions on Biomedical "
        "Engineering 63(10), 2068-2079.",
        doi="10.1109/TBME.2016.2586891",
        where="abstract; the model's own files for the numbers that hipmech is compared with",
        confidence="B",
        finding="A model of the whole body whose legs have 80 muscle-tendon units, made from 21 cadavers and "
        "24 young healthy people.",
    ),
    Source(
        key="caggiano_2022",
        citation="Caggiano V, Wang H, Durandau G, Sartori M, Kumar V (2022): MyoSuite: a contact-rich "
        "simulation suite for musculoskeletal motor control. Proceedings of Machine Learning Research 168, "
        "492-507.",
        where="the leg model as distributed (package myo-sim), computed with MuJoCo; pages as others quote "
        "them",
        confidence="A",
        finding="MyoLeg, the model of Rajagopal 2016 for MuJoCo: 75 kg, hip centres 154.5 mm apart, muscles "
        "that wrap around bones.",
    ),
)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        entry.key: entry
        for theme in (
            _CONVENTIONS,
            _SEGMENTS,
            _LEVERS,
            _ANATOMY,
            _IN_VIVO,
            _STRENGTH,
            _LATERAL,
            _GEOMETRY,
            _STEP_WIDTH,
            _CANE_AND_LOAD,
            _TRIALS,
            _RUNNING,
            _FULL_BODY,
        )
        for entry in theme
    }
)
"""Every source by its key, ordered by theme."""


def source(key: str) -> Source:
    """Source of that key.

    Raises
    ------
    KeyError
        The key is not in :data:`SOURCES`; the message names the nearest one.

    Examples
    --------
    >>> source("bergmann_2016").doi
    '10.1371/journal.pone.0155612'
    """
    if key in SOURCES:
        return SOURCES[key]
    near = difflib.get_close_matches(key, SOURCES, n=1, cutoff=0.0)
    raise KeyError(f"{key!r} is no source of hipmech; did you mean {near[0]!r}?")
