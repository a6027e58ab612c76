import type { RulesWords } from './words.ts'

const one = (n: number) => n % 10 === 1 && n % 100 !== 11

export const lv: RulesWords = {
  locale: 'lv-LV',
  title: (name) => `Noteikumi: ${name}`,
  headings: {
    organiser: 'Kas rīko',
    period: 'No kura līdz kuram laikam',
    who: 'Kas var piedalīties',
    how: 'Kā piedalīties',
    prizes: 'Ko var laimēt',
    draw: 'Kā izlozē uzvarētājus',
    winners: 'Kā uzvarētāji to uzzina',
    data: 'Kas notiek ar jūsu datiem',
    networks: 'Tīkli',
    more: 'Vēl',
    law: 'Pa vietām',
  },
  organiser: (name, address, contact) =>
    `Rīkotājs ir ${name}${address ? `, ${address}` : ''}. Jautājumi: ${contact}.`,
  period: (from, to, zone) =>
    `Piedalīties var no ${from} līdz ${to} (${zone}). Kas nāk vēlāk, netiek skaitīts.`,
  everybody: 'Piedalīties var ikviens.',
  age: (years) => `Jums jābūt vismaz ${years} ${one(years) ? 'gadu vecam' : 'gadus vecam'}.`,
  countries: (names) => `Jums jādzīvo kādā no šīm valstīm: ${names}.`,
  excluded: (whom) => `Nevar piedalīties: ${whom}`,
  ways: {
    like: (network) => `Atzīmējiet ar “patīk” mūsu ierakstu tīklā ${network}.`,
    comment: (network) => `Atbildiet uz mūsu ierakstu tīklā ${network}.`,
    repost: (network) => `Dalieties ar mūsu ierakstu tīklā ${network}.`,
  },
  form: (address) => `Aizpildiet veidlapu: ${address}.`,
  once: 'Katrs piedalās vienreiz, lai pa cik ceļiem. Vairāki viena cilvēka pieteikumi skaitās kā viens.',
  free: 'Piedalīšanās ir bez maksas. Nekas nav jāpērk, un pirkums izredzes neuzlabo.',
  purchase: 'Lai piedalītos, ir jāizdara pirkums.',
  prize: ({ what, count, value }) => `${count} × ${what}${value ? `, vērtība katrai ${value}` : ''}`,
  draw: (winners, address) =>
    `Starp visiem, kas skaitās, nejauši izlozē uzvarētājus; to skaits: ${winners}. Izlozi var atkārtot ikviens: pirms tās publicē sēklas un saraksta kontrolsummu, pēc tās pašu sēklu. Viss ir šeit: ${address}.`,
  chance: 'Izredzes atkarīgas no tā, cik cilvēku piedalās; katram tās ir vienādas.',
  judged:
    'Pieteikumus, kas izskatās mašīnas darināti vai iesniegti ar vairākiem vārdiem, apskata cilvēks, un viņš tos var izslēgt, norādot iemeslu.',
  told: 'Uzvarētājiem raksta pa e-pastu vai ar ziņu tīklā, kurā viņi piedalījās.',
  answer: (days) =>
    `Kas neatbild ${days} ${one(days) ? 'dienas' : 'dienu'} laikā, balvu zaudē, un publiskā kārtā izlozē citu uzvarētāju.`,
  delivery: (words) => `Balvas nodošana: ${words}`,
  shown: 'Uzvarētājus nosauc konkursa lapā, ja viņi tam piekrīt.',
  notShown: 'Uzvarētājus publiski nenosauc.',
  data: 'To, ko jūs mums dodat un ko tīkls rāda par jūsu kontu, mēs izmantojam tikai šim konkursam: lai pieteikumus skaitītu vienreiz, izlozētu, paziņotu uzvarētājiem un nodotu balvas. Pamats ir jūsu piekrišana un mūsu pienākums konkursu rīkot godīgi.',
  keep: (days) =>
    `Dati tiek dzēsti ${days} ${one(days) ? 'dienu' : 'dienas'} pēc beigām. Publicētajā sarakstā ir tikai kontrolsummas, un tas nevienu nenosauc.`,
  rights: (contact) =>
    `Jūs varat datus redzēt, labot vai dzēst un piekrišanu jebkurā laikā atsaukt ar jums doto saiti vai rakstot uz ${contact}. Ja atsaucat pirms izlozes, vairs nepiedalāties. Varat sūdzēties datu aizsardzības iestādei.`,
  privacy: (url) => `Vairāk par datu aizsardzību: ${url}`,
  network: (network) =>
    `Šo akciju nekādā veidā nesponsorē, neatbalsta un nepārvalda ${network}, un tā nav ar to saistīta. Piedaloties jūs atbrīvojat ${network} no visām ar to saistītajām prasībām.`,
  clauses: {
    no_purchase: () => 'ASV: lai piedalītos vai laimētu, nav vajadzīgs nekāds pirkums vai maksājums.',
    void_where_prohibited: () => 'ASV: nav spēkā, kur to aizliedz likums.',
    winners_list: ({ contact }) =>
      `Apvienotā Karaliste: uzvarētāju uzvārdu un grāfisti var uzzināt, rakstot uz ${contact}, ja uzvarētājs neiebilst.`,
    source_of_rules: ({ address, contact }) =>
      `Krievija: par rīkotāju, noteikumiem, balvu skaitu un to saņemšanas laiku, vietu un kārtību var uzzināt šeit: ${address}, un rakstot uz ${contact}.`,
  },
  changed: (version, day) => `${version}. versija, ${day}.`,
  box: ({ name, organiser, version, age, address }) =>
    `Esmu izlasījis “${name}” noteikumus (${version}. versija, ${address}) un tiem piekrītu.${age === null ? '' : ` Man ir vismaz ${age} ${one(age) ? 'gads' : 'gadi'}.`} Piekrītu, ka ${organiser} šeit rakstīto izmanto šim konkursam, kā teikts noteikumos. To varu jebkurā laikā atsaukt.`,
}
