import type { WrittenExample } from './written.ts'

export const latvian: readonly WrittenExample[] = [
  {
    id: 'bakery',
    name: 'Maiznīca apkaimē',
    about: 'Viens veikals, trīs cilvēki, pastāvīgie pircēji nāk kājām; pasūtījumi rītam.',
    strategy: {
      team: {
        people: [
          { name: 'Īpašniece', does: 'pirmdienās plāno, atbild uz atsauksmēm, izlemj, ko sakām' },
          { name: 'Maiznieks', does: 'nofotografē, kas iznāk no krāsns' },
          { name: 'Kas stāv pie letes', does: 'atbild uz ziņām līdz slēgšanai' },
        ],
        words:
          'Kopā sešas stundas nedēļā. Telefons ar kontiem glabājas aiz letes; kas no rīta atver, tas paskatās pirmais.',
      },
      objective: {
        objective: 'sales',
        why: 'No pirmdienas līdz trešdienai veikals ir pustukšs, bet pustukša krāsns maksā tikpat, cik pilna. To piepilda pasūtījumi iepriekšējā vakarā.',
      },
      listening: {
        ours: 'Cilvēki slavē rupjmaizi un saka, ka ap vienpadsmitiem tās vairs nav. Divās atsauksmēs sūdzas, ka neviens neceļ klausuli.',
        field:
          'Lielveikals katru dienu rāda cenas, un neviens nekomentē. Konditoreja divas ielas tālāk atbild uz katru jautājumu, un par to viņus mīl.',
        asked: 'Vai varu pasūtīt rītdienai? Kas tajā iekšā? Vai svētkos strādājat?',
      },
      audience: {
        whom: 'Vecāki un tie, kas strādā mājās, piecpadsmit minūšu gājienā, no 28 līdz 50 gadiem.',
        need: 'Laba maize brokastīm bez rindas un skaidrība, kas tajā ir. Traucē tas, ka viņi atnāk, kad viss izpārdots.',
        where: 'Telefonā deviņos vakarā un pusastoņos no rīta: Instagram, apkaimes grupa Facebook.',
        notFor: 'Atlaižu mednieki no pilsētas otra gala.',
      },
      metrics: {
        words:
          'Pusgada laikā 60 pasūtījumu nedēļā iepriekšējā vakarā; šodien 15. Dienā paliek pāri mazāk par vienu plāti. Nospraudiet abus kā mērķus.',
      },
      positioning: {
        oneThing: 'Maize no trim sastāvdaļām un ar vārdu aiz tās.',
        voice: 'Silti, īsi, tā, kā runā pie letes. Sakām, cik kas maksā.',
        human: 'Katrā ierakstā redzamas rokas vai seja. Kas atbild, paraksta ar vārdu.',
        never: 'Nekādu joku par diētām, nekā pret citiem maizniekiem, neviena solījuma, ko krāsns nespēj.',
      },
      channels: {
        words:
          'Instagram: kas šodien svaigs, četras reizes nedēļā, ceturtdienās īsa filma. Facebook: darba laiks, pasūtījumi, apkaimes grupa, trīs reizes nedēļā. Trešā kanāla līdz vasarai nebūs.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Kas atveda cilvēkus veikalā? Pēc kā neviens neilgojās? Vai ar sešām stundām vēl pietiek?',
      },
    },
  },
  {
    id: 'machines',
    name: 'Mašīnbūvētājs, kas pārdod uzņēmumiem',
    about: 'Iepakošanas mašīnas, ilgi lēmumi, nedaudz pircēju, kas daudz jautā.',
    strategy: {
      team: {
        people: [
          { name: 'Mārketings', does: 'plāno, raksta, uztur kalendāru; divpadsmit stundas nedēļā' },
          { name: 'Servisa inženieris', does: 'reizi nedēļā kameras priekšā izskaidro vienu lietu; stunda' },
          { name: 'Pārdošanas vadītāja', does: 'pasaka, ko jautā klienti, pieteikumus pārņem dienas laikā' },
        ],
        words: 'Četrpadsmit stundas nedēļā. Ko saka par klientu, to klients pirms tam izlasa.',
      },
      objective: {
        objective: 'leads',
        why: 'No piecām sarunām viena beidzas ar līgumu, bet sarunu ir par maz. Viens pieteikums nedēļā vairāk atmaksā visu šo darbu.',
      },
      listening: {
        ours: 'Servisu slavē; par vietni saka, ka tā slēpj cenas un termiņus. Gandrīz neviens nezina, ka pārbūvējam vecas līnijas.',
        field:
          'Konkurenti rāda izstādes un rokasspiedienus. Dalās ar ierakstiem, kuros strādā īsta līnija un ir skaitlis.',
        asked:
          'Cik ilgi notiek pārregulēšana? Vai der mūsu vecajai līnijai? Kas brauc, ja tā naktī apstājas?',
      },
      audience: {
        whom: 'Ražošanas vadītāji un īpašnieki pārtikas uzņēmumos ar 50 līdz 300 cilvēkiem; iepircēji pienāk vēlāk un prasa skaitļus.',
        need: 'Mazāk dīkstāves un nekāda riska, mainot. Traucē tas, ka neviens negrib apturēt līniju, kas strādā.',
        where:
          'LinkedIn pirms darba un svētdienas vakarā, filmas YouTube, kad kaut kas saplīsis, divas izstādes gadā.',
        notFor: 'Jaunuzņēmumi bez ceha un meistari, kam vajag vienu rezerves daļu.',
      },
      metrics: {
        words:
          'Līdz gada beigām seši pieteikumi mēnesī, ko pārdošana atzīst par labiem; šodien divi. 300 apmeklējumu mēnesī lapai par pārbūvi. Nospraudiet abus kā mērķus.',
      },
      positioning: {
        oneThing: 'Jūsu vecā līnija – ātrāka vienas nedēļas nogales laikā.',
        voice: 'Precīzi un vienkārši. Skaitlis, kā tas mērīts un kur tas neder.',
        human: 'Inženieri runā savā vārdā un rāda arī to, kas neizdevās.',
        never:
          'Nekādu pārākās pakāpes vārdu, neviena klienta skaitļa bez piekrišanas, nekā par konkurentu mašīnām.',
      },
      channels: {
        words:
          'LinkedIn: divi ieraksti nedēļā, viens no tiem izmērīts gadījums. YouTube: reizi mēnesī trīs minūšu filma par servisā uzdotu jautājumu. Jaunumu vēstule tiem, kas to lūguši.',
      },
      rhythm: {
        every: 'quarter',
        questions:
          'Kuri pieteikumi sākās ar ierakstu? Ko pārdošana dzirdēja un mēs neesam atbildējuši? Ko inženieri vairs nevar redzēt?',
      },
    },
  },
  {
    id: 'school',
    name: 'Valodu skola',
    about: 'Vakara kursi pieaugušajiem, divas uzņemšanas gadā, skolotāji, kurus pazīst pēc vārda.',
    strategy: {
      team: {
        people: [
          { name: 'Skolas vadītāja', does: 'plāno, apstiprina, runā ar presi' },
          { name: 'Birojs', does: 'atbild uz ziņām darbdienās no 9 līdz 18' },
          { name: 'Divi skolotāji', does: 'katrs nedēļā vienu mazu, minūti garu stundu' },
        ],
        words: 'Astoņas stundas nedēļā, sešas nedēļas pirms uzņemšanas divpadsmit.',
      },
      objective: {
        objective: 'leads',
        why: 'Kurss sākas no astoņiem cilvēkiem. Kas atnāk uz izmēģinājuma stundu, sešos gadījumos no desmit paliek, tāpēc gribam izmēģinājuma stundas.',
      },
      listening: {
        ours: 'Skolotājus slavē vārdā. Sūdzas, ka nezina, kurš līmenis ir viņu.',
        field: 'Lietotnes sola valodu trijās nedēļās; cilvēki par to joko un jūtas vainīgi, ka pametuši.',
        asked: 'Kurš ir mans līmenis? Kas notiek, ja vienu vakaru kavēju? Vai ir apliecība darbam?',
      },
      audience: {
        whom: 'Pieaugušie no 25 līdz 45 gadiem, kam valoda vajadzīga darbam vai ģimenei divās valstīs.',
        need: 'Runāt bez kauna un laiks, kas der pēc darba. Traucē tas, ka reiz jau nav izdevies.',
        where: 'Vakaros Instagram, ieceļotāju grupas Facebook un Telegram, mājupceļā ar austiņām.',
        notFor: 'Bērni un tie, kam vajag tikai papīru.',
      },
      metrics: {
        words:
          'Katrā uzņemšanā 40 izmēģinājuma stundu; līdz šim 22. Dienā uz astoņiem no desmit jautājumiem atbild divu stundu laikā. Nospraudiet abus kā mērķus.',
      },
      positioning: {
        oneThing: 'Vieta, kur uzdrošināties runāt.',
        voice: 'Pacietīgi un priecīgi. Īsi teikumi, ko saprot, kas mācās.',
        human: 'Skolotāji rāda savas kļūdas valodās, ko paši mācās.',
        never: 'Nesmejamies ne par vienu akcentu un nesolām valodu dažās nedēļās.',
      },
      channels: {
        words:
          'Instagram: trīs mazas stundas nedēļā un stāsts no kursa. Facebook un Telegram: datumi un atbildes, divreiz nedēļā. Pirms uzņemšanas divas nedēļas ieraksts katru dienu.',
      },
      rhythm: {
        every: 'half_year',
        questions:
          'No kurienes nāca tie, kas palika? Kuru stundu saglabāja visbiežāk? Kurš jautājums vairs nebūtu jāuzdod?',
      },
    },
  },
  {
    id: 'museum',
    name: 'Pilsētas muzejs',
    about: 'Pašvaldības nams ar mazu komandu, trīs izstādes gadā un skolu klases.',
    strategy: {
      team: {
        people: [
          { name: 'Sabiedriskās attiecības', does: 'plāno un raksta, desmit stundas nedēļā' },
          { name: 'Kurators, pēc kārtas', does: 'nedēļā viens priekšmets; izlasa, ko par to saka' },
          { name: 'Kase', does: 'pieraksta apmeklētāju jautājumus, atbild brīvdienās' },
        ],
        words: 'Piecpadsmit stundas nedēļā. Attēlu tiesības noskaidro pirms ieraksta, nevis pēc tā.',
      },
      objective: {
        objective: 'awareness',
        why: 'Puse pilsētas te nekad nav bijusi. Kas reiz bijis, nāk vēlreiz; tāpēc vispirms mums jābūt zināmiem tiem, kas iet garām.',
      },
      listening: {
        ours: 'Apmeklētāji mīl kafejnīcu un torņa istabu, bet darba laiks mulsina. Skolotāji vēlas materiālus iepriekš.',
        field:
          'Lielie muzeji rāda šedevrus. Ar mazajiem dalās, kad tie pastāsta par ielu, ko cilvēki pazīst.',
        asked: 'Vai svētdienās ir par brīvu? Vai var ar ratiņiem? Kas agrāk bija mūsu mājā?',
      },
      audience: {
        whom: 'Pilsētnieki, kas uz muzejiem neiet: ģimenes ar bērniem no 4 līdz 12 gadiem un ienācēji.',
        need: 'Kaut kas lietainai svētdienai, kas maksā maz un neapnīk nevienam. Traucē doma, ka vispirms kaut kas jāzina.',
        where: 'Vakaros Instagram un TikTok, brīvdienās apkaimju grupas Facebook, ekrāni tramvajā.',
        notFor: 'Speciālisti; viņiem ir katalogs un vēstkopa.',
      },
      metrics: {
        words:
          'Gada laikā par 15 % vairāk pirmo apmeklējumu, skaita kasē. Mēnesī 1000 iedzīvotāju, kas redz vismaz vienu ierakstu par savu ielu. Nospraudiet abus kā mērķus.',
      },
      positioning: {
        oneThing: 'Jūsu ielai ir stāsts, un tas ir šeit.',
        voice: 'Ziņkārīgi, bez svešvārdiem, ar vienu pārsteidzošu sīkumu.',
        human: 'Rādām, kas slauka putekļus, labo un šaubās. Sakām, ja kaut ko nezinām.',
        never: 'Nepamācām, netiesājam dzīvos, nerādām attēlu bez tiesībām.',
      },
      channels: {
        words:
          'Instagram: otrdien priekšmets, ceturtdien iela, sestdien bērni. TikTok: nedēļā viena filma no aizkulisēm. Facebook: pasākumi un atbildes apkaimju grupās.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Kura iela atveda cilvēkus? Kas vēl arvien nenāk? Ko jautāja kasē un ko varam parādīt?',
      },
    },
  },
  {
    id: 'shop',
    name: 'Interneta veikals',
    about: 'Sūta dārza rīkus pa visu valsti; daudz jautājumu, izteikta sezona.',
    strategy: {
      team: {
        people: [
          { name: 'Saturs', does: 'plāno, filmē, raksta; sešpadsmit stundas nedēļā' },
          { name: 'Serviss', does: 'atbild divu stundu laikā, ziņo, kas lūst' },
          { name: 'Reklāma', does: 'maksā par to, kas jau izdevies, mēneša budžetā' },
        ],
        words:
          'Divdesmit divas stundas nedēļā, no marta līdz maijam trīsdesmit. Serviss drīkst solīt maiņu, nejautājot.',
      },
      objective: {
        objective: 'loyalty',
        why: 'Pirmais pasūtījums reklāmā izmaksā vairāk, nekā atnes. Kas gada laikā pasūta otrreiz, atmaksā abus.',
      },
      listening: {
        ours: 'Lāpstu mīl, par paku saka, ka tā par lielu, par pamācību – ka burti par maziem. Cilvēki sūta savu dobju attēlus.',
        field: 'Citi kliedz par atlaidēm. Saglabā un dalās ar to, kas šonedēļ dārzā jādara.',
        asked: 'Kura der mālam? Vai var nopirkt tikai kātu? Kad tas jāgriež?',
      },
      audience: {
        whom: 'Cilvēki ar mazu dārzu, no 35 līdz 65 gadiem, kas pie mums reiz pirkuši.',
        need: 'Zināt, kas tagad jādara un ar ko. Traucē tas, ka pēc sezonas mūs aizmirst.',
        where:
          'YouTube, kad kaut kas nav skaidrs, dārznieku grupas Facebook, ziemā Pinterest, piektdienās pasts.',
        notFor: 'Profesionāli dārznieki: viņiem ir citas cenas un citi jautājumi.',
      },
      metrics: {
        words:
          '30 % pircēju gada laikā pasūta vēlreiz; šobrīd 21 %. Vērtējumi virs 4,6. Pirmo nospraudiet kā mērķi, otro turiet kā robežu.',
      },
      positioning: {
        oneThing: 'Viens rīks mūžam, un tikai kāts, ja tas lūst.',
        voice: 'Kā kaimiņš pār žogu: praktiski, sausi, nekad steigā.',
        human: 'Servisu rāda pie darbgalda; publicējam, kas salūza un ko mainījām.',
        never: 'Nekādu viltus pēdējo gabalu, nekādu laika atskaišu, nekādu indu.',
      },
      channels: {
        words:
          'YouTube: sezonā filma nedēļā, ziemā divas mēnesī. Facebook un Pinterest: nedēļa dārzā, katru piektdienu. Pasts tiem, kas pirkuši, divreiz mēnesī.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Kas atnāca otrreiz un pēc kura ieraksta? Kas salūza? Ko pārtraucam?',
      },
    },
  },
]
