self.sealed = { group: {"p":"20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719","q":"78571733251071885079927659812671450121821421258408794611510081919805623223441","g":"2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627"} };
self.sealed.words = "abaisser abandon abdiquer abeille abolir aborder aboutir aboyer abrasif abreuver abriter abroger abrupt absence absolu absurde abusif abyssal académie acajou acarien accabler accepter acclamer accolade accroche accuser acerbe achat acheter aciduler acier acompte acquérir acronyme acteur actif actuel adepte adéquat adhésif adjectif adjuger admettre admirer adopter adorer adoucir adresse adroit adulte adverbe aérer aéronef affaire affecter affiche affreux affubler agacer agencer agile agiter agrafer agréable agrume aider aiguille ailier aimable aisance ajouter ajuster alarmer alchimie alerte algèbre algue aliéner aliment alléger alliage allouer allumer alourdir alpaga altesse alvéole amateur ambigu ambre aménager amertume amidon amiral amorcer amour amovible amphibie ampleur amusant analyse anaphore anarchie anatomie ancien anéantir angle angoisse anguleux animal annexer annonce annuel anodin anomalie anonyme anormal antenne antidote anxieux apaiser apéritif aplanir apologie appareil appeler apporter appuyer aquarium aqueduc arbitre arbuste ardeur ardoise argent arlequin armature armement armoire armure arpenter arracher arriver arroser arsenic artériel article aspect asphalte aspirer assaut asservir assiette associer assurer asticot astre astuce atelier atome atrium atroce attaque attentif attirer attraper aubaine auberge audace audible augurer aurore automne autruche avaler avancer avarice avenir averse aveugle aviateur avide avion aviser avoine avouer avril axial axiome badge bafouer bagage baguette baignade balancer balcon baleine balisage bambin bancaire bandage banlieue bannière banquier barbier baril baron barque barrage bassin bastion bataille bateau batterie baudrier bavarder belette bélier belote bénéfice berceau berger berline bermuda besace besogne bétail beurre biberon bicycle bidule bijou bilan bilingue billard binaire biologie biopsie biotype biscuit bison bistouri bitume bizarre blafard blague blanchir blessant blinder blond bloquer blouson bobard bobine boire boiser bolide bonbon bondir bonheur bonifier bonus bordure borne botte boucle boueux bougie boulon bouquin bourse boussole boutique boxeur branche brasier brave brebis brèche breuvage bricoler brigade brillant brioche brique brochure broder bronzer brousse broyeur brume brusque brutal bruyant buffle buisson bulletin bureau burin bustier butiner butoir buvable buvette cabanon cabine cachette cadeau cadre caféine caillou caisson calculer calepin calibre calmer calomnie calvaire camarade caméra camion campagne canal caneton canon cantine canular capable caporal caprice capsule capter capuche carabine carbone caresser caribou carnage carotte carreau carton cascade casier casque cassure causer caution cavalier caverne caviar cédille ceinture céleste cellule cendrier censurer central cercle cérébral cerise cerner cerveau cesser chagrin chaise chaleur chambre chance chapitre charbon chasseur chaton chausson chavirer chemise chenille chéquier chercher cheval chien chiffre chignon chimère chiot chlorure chocolat choisir chose chouette chrome chute cigare cigogne cimenter cinéma cintrer circuler cirer cirque citerne citoyen citron civil clairon clameur claquer classe clavier client cligner climat clivage cloche clonage cloporte cobalt cobra cocasse cocotier coder codifier coffre cogner cohésion coiffer coincer colère colibri colline colmater colonel combat comédie commande compact concert conduire confier congeler connoter consonne contact convexe copain copie corail corbeau cordage corniche corpus correct cortège cosmique costume coton coude coupure courage couteau couvrir coyote crabe crainte cravate crayon créature créditer crémeux creuser crevette cribler crier cristal critère croire croquer crotale crucial cruel crypter cubique cueillir cuillère cuisine cuivre culminer cultiver cumuler cupide curatif curseur cyanure cycle cylindre cynique daigner damier danger danseur dauphin débattre débiter déborder débrider débutant décaler décembre déchirer décider déclarer décorer décrire décupler dédale déductif déesse défensif défiler défrayer dégager dégivrer déglutir dégrafer déjeuner délice déloger demander demeurer démolir dénicher dénouer dentelle dénuder départ dépenser déphaser déplacer déposer déranger dérober désastre descente désert désigner désobéir dessiner destrier détacher détester détourer détresse devancer devenir deviner devoir diable dialogue diamant dicter différer digérer digital digne diluer dimanche diminuer dioxyde directif diriger discuter disposer dissiper distance divertir diviser docile docteur dogme doigt domaine domicile dompter donateur donjon donner dopamine dortoir dorure dosage doseur dossier dotation douanier double douceur douter doyen dragon draper dresser dribbler droiture duperie duplexe durable durcir dynastie éblouir écarter écharpe échelle éclairer éclipse éclore écluse école économie écorce écouter écraser écrémer écrivain écrou écume écureuil édifier éduquer effacer effectif effigie effort effrayer effusion égaliser égarer éjecter élaborer élargir électron élégant éléphant élève éligible élitisme éloge élucider éluder emballer embellir embryon émeraude émission emmener émotion émouvoir empereur employer emporter emprise émulsion encadrer enchère enclave encoche endiguer endosser endroit enduire énergie enfance enfermer enfouir engager engin englober énigme enjamber enjeu enlever ennemi ennuyeux enrichir enrobage enseigne entasser entendre entier entourer entraver énumérer envahir enviable envoyer enzyme éolien épaissir épargne épatant épaule épicerie épidémie épier épilogue épine épisode épitaphe époque épreuve éprouver épuisant équerre équipe ériger érosion erreur éruption escalier espadon espèce espiègle espoir esprit esquiver essayer essence essieu essorer estime estomac estrade étagère étaler étanche étatique éteindre étendoir éternel éthanol éthique ethnie étirer étoffer étoile étonnant étourdir étrange étroit étude euphorie évaluer évasion éventail évidence éviter évolutif évoquer exact exagérer exaucer exceller excitant exclusif excuse exécuter exemple exercer exhaler exhorter exigence exiler exister exotique expédier explorer exposer exprimer exquis extensif extraire exulter fable fabuleux facette facile facture faiblir falaise fameux famille farceur farfelu farine farouche fasciner fatal fatigue faucon fautif faveur favori fébrile féconder fédérer félin femme fémur fendoir féodal fermer féroce ferveur festival feuille feutre février fiasco ficeler fictif fidèle figure filature filetage filière filleul filmer filou filtrer financer finir fiole firme fissure fixer flairer flamme flasque flatteur fléau flèche fleur flexion flocon flore fluctuer fluide fluvial folie fonderie fongible fontaine forcer forgeron formuler fortune fossile foudre fougère fouiller foulure fourmi fragile fraise franchir frapper frayeur frégate freiner frelon frémir frénésie frère friable friction frisson frivole froid fromage frontal frotter fruit fugitif fuite fureur furieux furtif fusion futur gagner galaxie galerie gambader garantir gardien garnir garrigue gazelle gazon géant gélatine gélule gendarme général génie genou gentil géologie géomètre géranium germe gestuel geyser gibier gicler girafe givre glace glaive glisser globe gloire glorieux golfeur gomme gonfler gorge gorille goudron gouffre goulot goupille gourmand goutte graduel graffiti graine grand grappin gratuit gravir grenat griffure griller grimper grogner gronder grotte groupe gruger grutier gruyère guépard guerrier guide guimauve guitare gustatif gymnaste gyrostat habitude hachoir halte hameau hangar hanneton haricot harmonie harpon hasard hélium hématome herbe hérisson hermine héron hésiter heureux hiberner hibou hilarant histoire hiver homard hommage homogène honneur honorer honteux horde horizon horloge hormone horrible houleux housse hublot huileux humain humble humide humour hurler hydromel hygiène hymne hypnose idylle ignorer iguane illicite illusion image imbiber imiter immense immobile immuable impact impérial implorer imposer imprimer imputer incarner incendie incident incliner incolore indexer indice inductif inédit ineptie inexact infini infliger informer infusion ingérer inhaler inhiber injecter injure innocent inoculer inonder inscrire insecte insigne insolite inspirer instinct insulter intact intense intime intrigue intuitif inutile invasion inventer inviter invoquer ironique irradier irréel irriter isoler ivoire ivresse jaguar jaillir jambe janvier jardin jauger jaune javelot jetable jeton jeudi jeunesse joindre joncher jongler joueur jouissif journal jovial joyau joyeux jubiler jugement junior jupon juriste justice juteux juvénile kayak kimono kiosque label labial labourer lacérer lactose lagune laine laisser laitier lambeau lamelle lampe lanceur langage lanterne lapin largeur larme laurier lavabo lavoir lecture légal léger légume lessive lettre levier lexique lézard liasse libérer libre licence licorne liège lièvre ligature ligoter ligue limer limite limonade limpide linéaire lingot lionceau liquide lisière lister lithium litige littoral livreur logique lointain loisir lombric loterie louer lourd loutre louve loyal lubie lucide lucratif lueur lugubre luisant lumière lunaire lundi luron lutter luxueux machine magasin magenta magique maigre maillon maintien mairie maison majorer malaxer maléfice malheur malice mallette mammouth mandater maniable manquant manteau manuel marathon marbre marchand mardi maritime marqueur marron marteler mascotte massif matériel matière matraque maudire maussade mauve maximal méchant méconnu médaille médecin méditer méduse meilleur mélange mélodie membre mémoire menacer mener menhir mensonge mentor mercredi mérite merle messager mesure métal météore méthode métier meuble miauler microbe miette mignon migrer milieu million mimique mince minéral minimal minorer minute miracle miroiter missile mixte mobile moderne moelleux mondial moniteur monnaie monotone monstre montagne monument moqueur morceau morsure mortier moteur motif mouche moufle moulin mousson mouton mouvant multiple munition muraille murène murmure muscle muséum musicien mutation muter mutuel myriade myrtille mystère mythique nageur nappe narquois narrer natation nation nature naufrage nautique navire nébuleux nectar néfaste négation négliger négocier neige nerveux nettoyer neurone neutron neveu niche nickel nitrate niveau noble nocif nocturne noirceur noisette nomade nombreux nommer normatif notable notifier notoire nourrir nouveau novateur novembre novice nuage nuancer nuire nuisible numéro nuptial nuque nutritif obéir objectif obliger obscur observer obstacle obtenir obturer occasion occuper océan octobre octroyer octupler oculaire odeur odorant offenser officier offrir ogive oiseau oisillon olfactif olivier ombrage omettre onctueux onduler onéreux onirique opale opaque opérer opinion opportun opprimer opter optique orageux orange orbite ordonner oreille organe orgueil orifice ornement orque ortie osciller osmose ossature otarie ouragan ourson outil outrager ouvrage ovation oxyde oxygène ozone paisible palace palmarès palourde palper panache panda pangolin paniquer panneau panorama pantalon papaye papier papoter papyrus paradoxe parcelle paresse parfumer parler parole parrain parsemer partager parure parvenir passion pastèque paternel patience patron pavillon pavoiser payer paysage peigne peintre pelage pélican pelle pelouse peluche pendule pénétrer pénible pensif pénurie pépite péplum perdrix perforer période permuter perplexe persil perte peser pétale petit pétrir peuple pharaon phobie phoque photon phrase physique piano pictural pièce pierre pieuvre pilote pinceau pipette piquer pirogue piscine piston pivoter pixel pizza placard plafond plaisir planer plaque plastron plateau pleurer plexus pliage plomb plonger pluie plumage pochette poésie poète pointe poirier poisson poivre polaire policier pollen polygone pommade pompier ponctuel pondérer poney portique position posséder posture potager poteau potion pouce poulain poumon pourpre poussin pouvoir prairie pratique précieux prédire préfixe prélude prénom présence prétexte prévoir primitif prince prison priver problème procéder prodige profond progrès proie projeter prologue promener propre prospère protéger prouesse proverbe prudence pruneau psychose public puceron puiser pulpe pulsar punaise punitif pupitre purifier puzzle pyramide quasar querelle question quiétude quitter quotient racine raconter radieux ragondin raideur raisin ralentir rallonge ramasser rapide rasage ratisser ravager ravin rayonner réactif réagir réaliser réanimer recevoir réciter réclamer récolter recruter reculer recycler rédiger redouter refaire réflexe réformer refrain refuge régalien région réglage régulier réitérer rejeter rejouer relatif relever relief remarque remède remise remonter remplir remuer renard renfort renifler renoncer rentrer renvoi replier reporter reprise reptile requin réserve résineux résoudre respect rester résultat rétablir retenir réticule retomber retracer réunion réussir revanche revivre révolte révulsif richesse rideau rieur rigide rigoler rincer riposter risible risque rituel rival rivière rocheux romance rompre ronce rondin roseau rosier rotatif rotor rotule rouge rouille rouleau routine royaume ruban rubis ruche ruelle rugueux ruiner ruisseau ruser rustique rythme sabler saboter sabre sacoche safari sagesse saisir salade salive salon saluer samedi sanction sanglier sarcasme sardine saturer saugrenu saumon sauter sauvage savant savonner scalpel scandale scélérat scénario sceptre schéma science scinder score scrutin sculpter séance sécable sécher secouer sécréter sédatif séduire seigneur séjour sélectif semaine sembler semence séminal sénateur sensible sentence séparer séquence serein sergent sérieux serrure sérum service sésame sévir sevrage sextuple sidéral siècle siéger siffler sigle signal silence silicium simple sincère sinistre siphon sirop sismique situer skier social socle sodium soigneux soldat soleil solitude soluble sombre sommeil somnoler sonde songeur sonnette sonore sorcier sortir sosie sottise soucieux soudure souffle soulever soupape source soutirer souvenir spacieux spatial spécial sphère spiral stable station sternum stimulus stipuler strict studieux stupeur styliste sublime substrat subtil subvenir succès sucre suffixe suggérer suiveur sulfate superbe supplier surface suricate surmener surprise sursaut survie suspect syllabe symbole symétrie synapse syntaxe système tabac tablier tactile tailler talent talisman talonner tambour tamiser tangible tapis taquiner tarder tarif tartine tasse tatami tatouage taupe taureau taxer témoin temporel tenaille tendre teneur tenir tension terminer terne terrible tétine texte thème théorie thérapie thorax tibia tiède timide tirelire tiroir tissu titane titre tituber toboggan tolérant tomate tonique tonneau toponyme torche tordre tornade torpille torrent torse tortue totem toucher tournage tousser toxine traction trafic tragique trahir train trancher travail trèfle tremper trésor treuil triage tribunal tricoter trilogie triomphe tripler triturer trivial trombone tronc tropical troupeau tuile tulipe tumulte tunnel turbine tuteur tutoyer tuyau tympan typhon typique tyran ubuesque ultime ultrason unanime unifier union unique unitaire univers uranium urbain urticant usage usine usuel usure utile utopie vacarme vaccin vagabond vague vaillant vaincre vaisseau valable valise vallon valve vampire vanille vapeur varier vaseux vassal vaste vecteur vedette végétal véhicule veinard véloce vendredi vénérer venger venimeux ventouse verdure vérin vernir verrou verser vertu veston vétéran vétuste vexant vexer viaduc viande victoire vidange vidéo vignette vigueur vilain village vinaigre violon vipère virement virtuose virus visage viseur vision visqueux visuel vital vitesse viticole vitrine vivace vivipare vocation voguer voile voisin voiture volaille volcan voltiger volume vorace vortex voter vouloir voyage voyelle wagon xénon yacht zèbre zénith zeste zoologie".split(" ");
(function (sealed) {
"use strict";
if (typeof BigInt !== "function" || !self.crypto || !crypto.getRandomValues || !self.TextEncoder) return;
var ZERO = BigInt(0), ONE = BigInt(1);
var P = BigInt(sealed.group.p), Q = BigInt(sealed.group.q), G = BigInt(sealed.group.g);
var CHECKSUM = "db292a518337ff4ed0259cc435f3e23e764423971065fc65cf93565d5015a44d";
var START = [], K = [];
for (var n = 2; K.length < 64; n += 1) {
for (var d = 2; n % d; d += 1);
if (d < n) continue;
if (START.length < 8) START.push(fraction(Math.pow(n, 1 / 2)));
K.push(fraction(Math.pow(n, 1 / 3)));
}
function fraction(root) {
return ((root - Math.floor(root)) * 4294967296) | 0;
}
function compress(state, view, at) {
var w = new Int32Array(64), s = state.slice(), i;
for (i = 0; i < 64; i += 1) {
if (i < 16) w[i] = view.getInt32(at + 4 * i);
else {
var x = w[i - 15], y = w[i - 2];
w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
}
var e = s[4], a = s[0];
var one = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + K[i] + w[i];
var two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
s = [(one + two) | 0, a, s[1], s[2], (s[3] + one) | 0, e, s[5], s[6]];
}
return state.map(function (word, place) { return (word + s[place]) | 0; });
}
function turn(word, by) {
return (word >>> by) | (word << (32 - by));
}
function hashed(bytes, state, before) {
var whole = bytes.length + (before || 0);
var padded = new Uint8Array((bytes.length + 72) >> 6 << 6), view = new DataView(padded.buffer);
padded.set(bytes);
padded[bytes.length] = 128;
view.setUint32(padded.length - 8, Math.floor(whole / 536870912));
view.setUint32(padded.length - 4, whole << 3);
state = state || START;
for (var at = 0; at < padded.length; at += 64) state = compress(state, view, at);
return out(state);
}
function out(state) {
var view = new DataView(new ArrayBuffer(32));
state.forEach(function (word, place) { view.setInt32(4 * place, word); });
return new Uint8Array(view.buffer);
}
function hmac(key) {
if (key.length > 64) key = hashed(key);
var states = [54, 92].map(function (mask) {
var block = new Uint8Array(64).fill(mask);
key.forEach(function (byte, place) { block[place] ^= byte; });
return compress(START, new DataView(block.buffer), 0);
});
return function (bytes) { return hashed(hashed(bytes, states[0], 64), states[1], 64); };
}
function stretched(password, salt, times) {
var mac = hmac(utf8(password)), last = mac(join(utf8(salt), Uint8Array.of(0, 0, 0, 1))), all = last.slice();
for (var time = 1; time < times; time += 1) {
last = mac(last);
for (var i = 0; i < 32; i += 1) all[i] ^= last[i];
}
return all;
}
function join() {
return Uint8Array.from([].concat.apply([], Array.from(arguments, function (part) { return Array.from(part); })));
}
function utf8(text) {
return new TextEncoder().encode(text);
}
function hex(bytes) {
return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
}
function b64(bytes) {
return btoa(String.fromCharCode.apply(null, hashed(bytes))).replace(/=+$/, "");
}
function number(bytes) {
return BigInt("0x" + hex(bytes));
}
function challenge(text) {
return number(hashed(utf8(text))) % Q;
}
function random() {
return number(crypto.getRandomValues(new Uint8Array(48))) % Q;
}
function mod(value) {
value %= Q;
return value < ZERO ? value + Q : value;
}
function power(base, exponent) {
var row = [ONE], digits = exponent.toString(16), product = ONE, i;
for (i = 1; i < 16; i += 1) row.push(row[i - 1] * base % P);
for (i = 0; i < digits.length; i += 1) {
for (var square = 0; square < 4; square += 1) product = product * product % P;
var digit = parseInt(digits[i], 16);
if (digit) product = product * row[digit] % P;
}
return product;
}
function powersOf(base) {
var rows = [];
for (var i = 0; i < 52; i += 1) {
var row = [ONE];
for (var j = 1; j < 32; j += 1) row.push(row[j - 1] * base % P);
rows.push(row);
base = row[31] * base % P;
}
return function (exponent) {
var digits = exponent.toString(32), product = ONE;
for (var at = 0; at < digits.length; at += 1) {
product = product * rows[digits.length - 1 - at][parseInt(digits[at], 32)] % P;
}
return product;
};
}
function exponentOf(text) {
var value = decimal(text);
if (value >= Q) throw new Error("range");
return value;
}
function elementOf(text, raised) {
var value = decimal(text);
if (value === ZERO || value >= P || (raised || power)(value, Q) !== ONE) throw new Error("not_in_group");
return value;
}
function decimal(text) {
if (typeof text !== "string" || text.length > 617 || !/^(0|[1-9][0-9]*)$/.test(text)) throw new Error("number");
return BigInt(text);
}
function pause() {
return new Promise(function (go) {
var line = new MessageChannel();
line.port1.onmessage = function () {
line.port1.close();
go();
};
line.port2.postMessage(0);
});
}
if (hex(hashed(utf8(P + "," + Q + "," + G))) !== CHECKSUM || power(G, Q) !== ONE) return;
Object.assign(sealed, { P: P, Q: Q, G: G, ZERO: ZERO, ONE: ONE, ofG: powersOf(G), hashed: hashed, hmac: hmac,
stretched: stretched, join: join, utf8: utf8, hex: hex, b64: b64, number: number, challenge: challenge,
random: random, mod: mod, power: power, powersOf: powersOf, exponentOf: exponentOf, elementOf: elementOf,
pause: pause, isReady: true });
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
var LENGTH = 24, WORDS = sealed.words, starts = new Map();
WORDS.forEach(function (word, number) { starts.set(bare(word).slice(0, 4), number); });
function bare(text) {
return text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}
function wrong(code, details) {
return Object.assign(new Error(code), { code: code, position: 0, typed: "", count: 0 }, details);
}
function phraseOf(entropy) {
var bits = sealed.number(sealed.join(entropy, sealed.hashed(entropy).slice(0, 1))), words = [];
for (var place = 0; place < LENGTH; place += 1) {
words.unshift(WORDS[Number(bits % BigInt(2048))]);
bits /= BigInt(2048);
}
return words;
}
function numberOf(typed) {
typed = bare(typed).trim();
var number = typed.length < 4 ? undefined : starts.get(typed.slice(0, 4));
return number !== undefined && bare(WORDS[number]).indexOf(typed) === 0 ? number : -1;
}
function numbersOf(text) {
var figures = text.replace(/\s+/g, ""), numbers;
if (/^[0-9]{96}$/.test(figures)) {
numbers = figures.match(/.{4}/g).map(Number);
numbers.forEach(function (number, place) {
if (number >= WORDS.length) throw wrong("word", { position: place + 1, typed: String(number) });
});
return numbers;
}
return bare(text).split(/[^a-z0-9]+/).filter(function (one) { return one && !/^[0-9]+$/.test(one); })
.map(function (one, place) {
var number = numberOf(one);
if (number < 0) throw wrong("word", { position: place + 1, typed: one });
return number;
});
}
function entropyOf(text) {
var numbers = numbersOf(text);
if (numbers.length !== LENGTH) throw wrong("count", { count: numbers.length });
var bits = numbers.reduce(function (sum, one) { return sum * BigInt(2048) + BigInt(one); }, sealed.ZERO);
var digits = bits.toString(16).padStart(66, "0");
var entropy = Uint8Array.from(digits.match(/../g).slice(0, 32), function (two) { return parseInt(two, 16); });
if (sealed.hashed(entropy)[0] !== parseInt(digits.slice(64), 16)) throw wrong("checksum");
return entropy;
}
function secretOf(entropy, uuid) {
var mac = sealed.hmac(sealed.hmac(sealed.utf8("espace/phrase/1"))(entropy));
var info = sealed.utf8("espace/scrutateur/1|" + uuid);
var first = mac(sealed.join(info, [1])), second = mac(sealed.join(first, info, [2]));
return sealed.number(sealed.join(first, second.slice(0, 16))) % (sealed.Q - sealed.ONE) + sealed.ONE;
}
function keyOf(secret) {
var key = sealed.ofG(secret), nonce = sealed.random();
var c = sealed.challenge("pok|BELENIOS-2048|" + key + "|" + sealed.ofG(nonce));
return { pok: { challenge: String(c), response: String(sealed.mod(nonce - secret * c)) }, public_key: String(key) };
}
function checksumOf(entropy) {
var told = sealed.hex(sealed.hashed(sealed.utf8(String(sealed.ofG(secretOf(entropy, "fiche-de-secours"))))));
return told.slice(0, 4).toUpperCase() + " " + told.slice(4, 8).toUpperCase();
}
function figuresOf(words) {
return words.map(function (word) { return String(numberOf(word)).padStart(4, "0"); }).join("");
}
sealed.phrase = { draw: function () { return crypto.getRandomValues(new Uint8Array(32)); }, of: phraseOf,
numberOf: numberOf, entropyOf: entropyOf, secretOf: secretOf, keyOf: keyOf, checksumOf: checksumOf,
figuresOf: figuresOf };
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
var SIZE = 29, DATA = 44, CHECK = 26;
function bitsOf(value, length) {
return value.toString(2).padStart(length, "0");
}
function codewords(figures) {
var bits = "0001" + bitsOf(figures.length, 10);
figures.match(/.{1,3}/g).forEach(function (three) { bits += bitsOf(Number(three), 3 * three.length + 1); });
bits += "0000";
bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
var bytes = bits.match(/.{8}/g).map(function (one) { return parseInt(one, 2); });
for (var fill = 236; bytes.length < DATA; fill ^= 236 ^ 17) bytes.push(fill);
return bytes.concat(remainder(bytes));
}
function times(x, y) {
var product = 0;
for (; y; y >>= 1) {
if (y & 1) product ^= x;
x = x << 1 ^ (x & 128 ? 285 : 0);
}
return product;
}
function remainder(data) {
var generator = [1], root = 1, rest = data.concat(new Array(CHECK).fill(0));
for (var i = 0; i < CHECK; i += 1) {
var next = generator.concat(0);
generator.forEach(function (one, at) { next[at + 1] ^= times(one, root); });
generator = next;
root = times(root, 2);
}
data.forEach(function (_byte, at) {
var lead = rest[at];
generator.forEach(function (one, further) { rest[at + further] ^= times(one, lead); });
});
return rest.slice(DATA);
}
function squareCode(figures) {
var rows = [], x, y;
for (y = 0; y < SIZE; y += 1) rows.push(new Array(SIZE).fill(-1));
function square(left, top, side, dark) {
for (y = top; y < top + side; y += 1) for (x = left; x < left + side; x += 1) {
if (rows[y] && x >= 0 && x < SIZE) rows[y][x] = dark;
}
}
[[0, 0], [SIZE - 7, 0], [0, SIZE - 7]].forEach(function (corner) {
square(corner[0] - 1, corner[1] - 1, 9, 0);
square(corner[0], corner[1], 7, 1);
square(corner[0] + 1, corner[1] + 1, 5, 0);
square(corner[0] + 2, corner[1] + 2, 3, 1);
});
square(20, 20, 5, 1);
square(21, 21, 3, 0);
rows[22][22] = 1;
for (x = 8; x < SIZE - 8; x += 1) rows[6][x] = rows[x][6] = 1 - x % 2;
"101010000010010".split("").map(Number).forEach(function (bit, at) {
rows[8][at < 6 ? at : at < 8 ? at + 1 : SIZE - 15 + at] = bit;
rows[at < 7 ? SIZE - 1 - at : at < 9 ? 15 - at : 14 - at][8] = bit;
});
rows[8][SIZE - 8] = 0;
rows[SIZE - 8][8] = 1;
var bits = codewords(figures).map(function (one) { return bitsOf(one, 8); }).join(""), next = 0, isUp = true;
for (var column = SIZE - 1; column > 0; column -= 2) {
if (column === 6) column = 5;
for (var step = 0; step < SIZE; step += 1) {
y = isUp ? SIZE - 1 - step : step;
for (x = column; x > column - 2; x -= 1) {
if (rows[y][x] >= 0) continue;
rows[y][x] = Number(bits[next] || 0) ^ ((x + y) % 2 ? 0 : 1);
next += 1;
}
}
isUp = !isUp;
}
return rows;
}
sealed.squareCode = squareCode;
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
var P = sealed.P, ZERO = sealed.ZERO, ONE = sealed.ONE, mod = sealed.mod, chains = new Map();
function need(holds, code) {
if (!holds) throw Object.assign(new Error(code), { code: code });
}
function power(base, exponent) {
var chain = chains.get(base), i;
if (!chain) {
for (chain = [base], i = 1; i < 64; i += 1) {
var next = chain[i - 1];
for (var square = 0; square < 4; square += 1) next = next * next % P;
chain.push(next);
}
chains.set(base, chain);
}
var digits = exponent.toString(16), buckets = [], last = digits.length - 1, sum = ONE, product = ONE;
for (i = 0; i <= last; i += 1) {
var digit = parseInt(digits[last - i], 16), held = buckets[digit];
buckets[digit] = held === undefined ? chain[i] : held * chain[i] % P;
}
for (i = 15; i > 0; i -= 1) {
if (buckets[i] !== undefined) sum = sum * buckets[i] % P;
product = product * sum % P;
}
return product;
}
function text(bytes) {
return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
function fields(value, names) {
need(value && typeof value === "object" && Object.keys(value).join() === names.join(), "fields");
return value;
}
function list(value, count) {
need(Array.isArray(value) && (count === undefined || value.length === count), "shape");
return value;
}
function canonical(bytes) {
var written = text(bytes), value = JSON.parse(written);
need(JSON.stringify(value) === written, "not_canonical");
return value;
}
function hashOf(bytes) {
return sealed.hex(sealed.hashed(bytes));
}
function eventsOf(archive) {
var events = [], data = [], parent, at = 0;
while (at < archive.length) {
var name = text(archive.subarray(at, at + 100)).replace(/\0+$/, "");
var size = parseInt(text(archive.subarray(at + 124, at + 135)), 8);
need(size >= 0 && at + 512 + size <= archive.length, "archive");
var content = archive.slice(at + 512, at + 512 + size);
if (!at) need(name === "BELENIOS" && /^\{"version":1,"timestamp":"[0-9]+"\}$/.test(text(content)), "archive");
else {
var suffix = name.slice(64);
need(name.slice(0, 64) === hashOf(content), "hash");
if (suffix === ".data.json") data.push(content);
else {
need(suffix === ".event.json", "archive");
var event = canonical(content), payload = data[data.length - 1];
need(event.height === events.length && event.parent === parent, "chain");
need(event.payload === (payload && hashOf(payload)), "payload");
events.push({ kind: event.type, data: data });
data = [];
parent = name.slice(0, 64);
}
}
at += 512 + Math.ceil(size / 512) * 512;
}
need(!data.length, "archive");
return events;
}
function setUp(data) {
need(data.length === 4, "setup");
var hashes = fields(canonical(data[3]), ["election", "trustees", "credentials"]);
need([hashes.election, hashes.trustees, hashes.credentials].join() === data.slice(0, 3).map(hashOf).join(), "setup");
var record = JSON.parse(text(data[0])), product = ONE, seen = new Set();
need(record.version === 1 && record.group === "BELENIOS-2048" && record.questions.every(function (question) {
return !question.type && question.min >= 0 && question.min <= question.max && question.max <= question.answers.length;
}), "election");
var trustees = list(canonical(data[1])).map(function (one) {
need(list(one, 2)[0] === "Single", "trustees");
var key = sealed.elementOf(one[1].public_key), c = sealed.exponentOf(one[1].pok.challenge);
var commitment = sealed.ofG(sealed.exponentOf(one[1].pok.response)) * power(key, c) % P;
need(sealed.challenge("pok|BELENIOS-2048|" + key + "|" + commitment) === c, "trustee_proof");
need(!seen.has(key), "trustee_twice");
seen.add(key);
product = product * key % P;
return String(key);
});
var key = sealed.elementOf(record.public_key);
need(product === key, "election_key");
var credentials = list(canonical(data[2]));
need(new Set(credentials).size === credentials.length, "credential_twice");
return { record: record, fingerprint: sealed.b64(data[0]), key: key, ofKey: sealed.powersOf(key), trustees: trustees,
credentials: new Set(credentials) };
}
function proofOf(value) {
fields(value, ["challenge", "response"]);
return [sealed.exponentOf(value.challenge), sealed.exponentOf(value.response)];
}
function checkOneOf(vote, label, claims, proofs) {
var sum = ZERO, said = list(proofs, claims.length).map(function (one, at) {
var cz = proofOf(one), pair = claims[at][0];
sum += cz[0];
return sealed.ofG(cz[1]) * power(pair[0], cz[0]) % P + "," + vote.ofKey(cz[1]) * power(pair[1], cz[0]) % P *
sealed.ofG(mod(-BigInt(claims[at][1]) * cz[0])) % P;
});
need(sealed.challenge(label + said.join(",")) === mod(sum), "proof");
}
function answerOf(vote, question, value, start) {
var names = ["choices", "individual_proofs", "overall_proof"].concat(question.blank ? "blank_proof" : []);
var answer = fields(value, names), slots = question.answers.length + (question.blank ? 1 : 0), total = [ONE, ONE];
var pairs = list(answer.choices, slots).map(function (one) {
fields(one, ["alpha", "beta"]);
return [sealed.elementOf(one.alpha, power), sealed.elementOf(one.beta, power)];
});
list(answer.individual_proofs, slots).forEach(function (proofs, at) {
checkOneOf(vote, "prove|" + start + "|" + pairs[at] + "|", [[pairs[at], 0], [pairs[at], 1]], proofs);
});
pairs.slice(question.blank ? 1 : 0).forEach(function (pair) { total = times(total, pair); });
var whole = start + "|" + pairs.join(","), counts = [];
for (var count = question.min; count <= question.max; count += 1) counts.push([total, count]);
if (question.blank) {
checkOneOf(vote, "bproof0|" + whole + "|", [[pairs[0], 0], [total, 0]], answer.blank_proof);
checkOneOf(vote, "bproof1|" + whole + "|", [[pairs[0], 1]].concat(counts), answer.overall_proof);
} else checkOneOf(vote, "prove|" + whole + "|" + total + "|", counts, answer.overall_proof);
return pairs;
}
function times(one, other) {
return [one[0] * other[0] % P, one[1] * other[1] % P];
}
function ballotOf(vote, bytes) {
var ballot = fields(canonical(bytes), ["election_uuid", "election_hash", "credential", "answers", "signature"]);
need(ballot.election_uuid === vote.record.uuid && ballot.election_hash === vote.fingerprint, "other_election");
need(vote.credentials.has(ballot.credential), "credential");
var signature = fields(ballot.signature, ["hash", "proof"]), cz = proofOf(signature.proof);
var signed = sealed.b64(sealed.utf8(JSON.stringify(Object.assign({}, ballot, { signature: undefined }))));
var commitment = sealed.ofG(cz[1]) * power(sealed.elementOf(ballot.credential, power), cz[0]) % P;
need(signature.hash === signed && sealed.challenge("sig|" + signed + "|" + commitment) === cz[0], "signature");
var start = vote.fingerprint + "|" + ballot.credential;
return { credential: ballot.credential,
answers: list(ballot.answers, vote.record.questions.length).map(function (value, at) {
return answerOf(vote, vote.record.questions[at], value, start);
}) };
}
function addUp(vote, kept) {
var sums = vote.record.questions.map(function (question) {
return question.answers.concat(question.blank ? [""] : []).map(function () { return [ONE, ONE]; });
});
kept.forEach(function (answers) {
sums = sums.map(function (row, at) {
return row.map(function (pair, slot) { return times(pair, answers[at][slot]); });
});
});
return sums;
}
async function check(archive, tell) {
var events = eventsOf(archive), kinds = events.map(function (event) { return event.kind; });
var cast = kinds.lastIndexOf("Ballot") + 1 || 1, kept = new Map(), seen = new Set();
need(/^Setup (Ballot )*EndBallots EncryptedTally (PartialDecryption )*$/.test(kinds.join(" ") + " "), "order");
var vote = setUp(events[0].data);
for (var at = 1; at < cast; at += 1) {
need(events[at].data.length === 1, "archive");
var ballot = ballotOf(vote, events[at].data[0]);
ballot.answers.forEach(function (pairs) {
pairs.forEach(function (pair) {
need(!seen.has(pair[0]), "replay");
seen.add(pair[0]);
});
});
kept.set(ballot.credential, ballot.answers);
chains.clear();
tell(at, cast - 1);
await sealed.pause();
}
need(!events[cast].data.length && events[cast + 1].data.length === 2, "archive");
var sums = addUp(vote, kept), tally = JSON.stringify(sums.map(function (row) {
return row.map(function (pair) { return { alpha: String(pair[0]), beta: String(pair[1]) }; });
}));
var sized = { num_tallied: kept.size, total_weight: kept.size, encrypted_tally: hashOf(sealed.utf8(tally)) };
need(text(events[cast + 1].data[0]) === tally && text(events[cast + 1].data[1]) === JSON.stringify(sized), "tally");
return { vote: vote, sums: sums, count: kept.size };
}
sealed.board = { check: check };
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
async function share(found, secret) {
var key = sealed.ofG(secret), factors = [], proofs = [];
for (var at = 0; at < found.sums.length; at += 1) {
var row = [], shown = [];
for (var slot = 0; slot < found.sums[at].length; slot += 1) {
var alpha = found.sums[at][slot][0], nonce = sealed.random();
var said = sealed.ofG(nonce) + "," + sealed.power(alpha, nonce);
var c = sealed.challenge("decrypt|" + found.vote.fingerprint + "|" + key + "|" + said);
row.push(String(sealed.power(alpha, secret)));
shown.push({ challenge: String(c), response: String(sealed.mod(nonce - secret * c)) });
await sealed.pause();
}
factors.push(row);
proofs.push(shown);
}
return JSON.stringify({ decryption_factors: factors, decryption_proofs: proofs });
}
sealed.share = share;
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
var phrase = sealed.phrase;
function part(root, name) {
return root.querySelector("[data-" + name + "]");
}
function parts(root, name) {
return Array.from(root.querySelectorAll("[data-" + name + "]"));
}
function filled(sentence, values) {
return Object.keys(values).reduce(function (text, name) { return text.replace(name, values[name]); }, sentence);
}
function heading(box) {
var title = box.querySelector("h1");
title.tabIndex = -1;
title.focus();
window.scrollTo(0, 0);
}
function fold(root) {
part(root, "no-script").hidden = true;
part(root, "offline").open = false;
}
function refuse(field, sentence) {
var input = field.querySelector("input, textarea"), words = field.querySelector(".error");
words.textContent = sentence;
words.hidden = !sentence;
field.classList.toggle("field-error", Boolean(sentence));
if (sentence) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
return !sentence;
}
function draw(root) {
var entropy, words, asked = [], isBusy = false, say = root.dataset;
function another() {
entropy = phrase.draw();
words = phrase.of(entropy);
parts(root, "words").forEach(function (list) {
list.textContent = "";
words.forEach(function (word) {
list.appendChild(document.createElement("li")).textContent = word;
});
});
part(root, "checksum").textContent = phrase.checksumOf(entropy);
var path = "";
sealed.squareCode(phrase.figuresOf(words)).forEach(function (row, y) {
row.forEach(function (dark, x) { if (dark) path += "M" + x + " " + y + "h1v1h-1z"; });
});
root.querySelector("[data-square-code] path").setAttribute("d", path);
ask();
}
function ask() {
asked = [];
while (asked.length < 3) {
var place = crypto.getRandomValues(new Uint8Array(1))[0] % 32;
if (place < words.length && asked.indexOf(place) < 0) asked.push(place);
}
asked.sort(function (a, b) { return a - b; });
parts(root, "asked").forEach(function (field, at) {
part(field, "place").textContent = String(asked[at] + 1);
field.querySelector("input").value = "";
refuse(field, "");
});
}
function show(name) {
parts(root, "part").forEach(function (box) { box.hidden = box.dataset.part !== name; });
part(root, "without").hidden = name !== "phrase";
document.documentElement.classList.toggle("only-sheet", name === "sheet");
}
function go(name) {
show(name);
heading(root.querySelector("[data-part=" + name + "]"));
}
function isRehearsed() {
var whole = part(root, "all"), typed = whole.querySelector("textarea").value.trim();
if (typed) return refuse(whole, differs(typed));
return parts(root, "asked").map(function (field, at) {
var right = phrase.numberOf(field.querySelector("input").value) === phrase.numberOf(words[asked[at]]);
return refuse(field, right ? "" : filled(say.wrong, { NUMBER: asked[at] + 1 }));
}).every(Boolean);
}
function differs(typed) {
try {
var read = phrase.of(phrase.entropyOf(typed));
var at = words.findIndex(function (word, place) { return word !== read[place]; });
return at < 0 ? "" : filled(say.wrongAll, { NUMBER: at + 1 });
} catch (error) {
if (error.code === "count") return filled(say.count, { NUMBER: error.count });
return filled(say.wrongAll, { NUMBER: error.position || "?" });
}
}
async function send(form) {
var votes = JSON.parse(say.votes), keys = [], status = part(root, "status");
for (var at = 0; at < votes.length; at += 1) {
if (at % 6 === 0) status.textContent = filled(say.working, { NUMBER: at + 1, ALL: votes.length });
var key = phrase.keyOf(phrase.secretOf(entropy, votes[at]));
keys.push({ uuid: votes[at], public_key: key.public_key, pok: key.pok });
await sealed.pause();
}
status.textContent = say.done;
form.elements.keys.value = JSON.stringify(keys);
form.elements.checksum.value = phrase.checksumOf(entropy);
form.submit();
}
parts(root, "go").forEach(function (button) {
button.addEventListener("click", function () { go(button.dataset.go); });
});
part(root, "draw").addEventListener("click", another);
part(root, "print-sheet").addEventListener("click", function () { window.print(); });
part(root, "send").addEventListener("submit", function (event) {
event.preventDefault();
if (isBusy) return;
if (!isRehearsed()) return root.querySelector("[aria-invalid]").focus();
isBusy = true;
send(event.target);
});
window.addEventListener("pageshow", function () { isBusy = false; });
another();
show("phrase");
fold(root);
}
function open(root) {
var say = root.dataset, field = part(root, "ask").querySelector(".field"), box = field.querySelector("textarea");
var status = part(root, "status"), bar = part(root, "bar"), steps = part(root, "steps"), isBusy = false, begun = 0;
function show(isWork) {
parts(root, "part").forEach(function (one) { one.hidden = (one.dataset.part === "work") !== isWork; });
if (isWork) heading(root.querySelector("[data-part=work]"));
}
function step(number) {
Array.from(steps.children).slice(0, 4).forEach(function (item, at) {
item.className = at + 1 < number ? "done" : at + 1 === number ? "now" : "";
item.querySelector(".when").textContent = steps.dataset[at + 1 < number ? "done" : at + 1 === number ? "now" : "later"];
});
}
function tell(done, all) {
bar.value = Math.floor(90 * done / all);
var spent = (Date.now() - begun) / 1000, left = Math.ceil(spent * (all - done) / done / 5) * 5;
if (done > 1 && done % Math.ceil(all / 8)) return;
status.textContent = filled(say.checking, { NUMBER: done, ALL: all }) +
(left > 5 ? " " + filled(say.left, { NUMBER: left }) : "");
}
function mistake(error) {
if (error.code === "word") return filled(say.word, { NUMBER: error.position, TYPED: error.typed });
return error.code === "count" ? filled(say.count, { NUMBER: error.count }) : say.checksum;
}
function back(sentence) {
isBusy = false;
show(false);
refuse(field, sentence);
box.focus();
}
async function work() {
var secret, archive, found;
try {
secret = phrase.secretOf(phrase.entropyOf(box.value), say.vote);
} catch (error) {
return back(mistake(error));
}
if (String(sealed.ofG(secret)) !== say.key) return back(say.other);
show(true);
step(2);
begun = Date.now();
try {
var answer = await fetch(say.archive, { credentials: "same-origin", cache: "no-store" });
if (!answer.ok) throw new Error("archive");
archive = new Uint8Array(await answer.arrayBuffer());
} catch (error) {
return back(say.network);
}
try {
found = await sealed.board.check(archive, tell);
if (found.vote.record.uuid !== say.vote || found.vote.trustees.indexOf(say.key) < 0) throw new Error("other_election");
} catch (error) {
return back(filled(say.board, { CODE: error.code || error.message || "?" }));
}
step(3);
status.textContent = say.adding;
var text = await sealed.share(found, secret), form = part(root, "send");
step(4);
bar.value = 100;
status.textContent = say.sending;
form.elements.part.value = text;
box.value = "";
form.submit();
}
root.querySelector("form[data-ask]").addEventListener("submit", function (event) {
event.preventDefault();
if (isBusy) return;
isBusy = true;
refuse(field, "");
work();
});
part(root, "with").hidden = false;
fold(root);
}
var page = document.getElementById("scrutateur-phrase");
if (page) draw(page);
page = document.getElementById("scrutateur-ouvrir");
if (page && window.fetch) open(page);
})(self.sealed);
