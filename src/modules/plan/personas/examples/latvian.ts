import type { Written } from './written.ts'

export const latvian: Written = {
  b2c: {
    name: 'Anna, kas par brokastīm izlemj vakarā',
    portrait:
      'Annai ir divi bērni, un trīs dienas nedēļā viņa strādā mājās. Deviņos vakarā, kad ir klusums, viņa skatās telefonā un domā par rītdienu. Viņa negrib vairāk gatavot, bet labāk ēst, un priecājas par katru lēmumu, ko kāds viņai noņem. Viņa seko veikaliem, kas atbild, un pamet tos, kas kliedz.',
    facts: {
      place: 'Pilsētas apkaime ar skolām, piecpadsmit minūšu gājienā no veikala',
      language: 'Runā valsts valodā, ēdienkarti angliski izlasa bez grūtībām',
      income: 'Vidēji; skaita pirmdienās, ne sestdienās',
      job: 'Strādā birojā, daļēji mājās',
      interests: 'Skola, ēdiens, kas notiek apkaimē',
      devices: 'Telefons; dators tikai darbā',
      values: 'Godīgas sastāvdaļas, cilvēki ar vārdu, maz atkritumu',
      motives: 'Labs rīts bez pūlēm',
      pains: 'Izpārdots, kad viņa atnāk; neviens neceļ klausuli; rinda ar ratiņiem',
      buying: 'Izlemj dažās minūtēs iepriekšējā vakarā; ja reiz izdevās, nāk divreiz nedēļā',
    },
  },
  b2b: {
    name: 'Mārtiņš, kas atbild par ražošanas līniju',
    portrait:
      'Mārtiņš vada ražošanu pārtikas uzņēmumā ar 120 cilvēkiem. Kad līnija stāv, zvana viņa telefons. Viņš zina, kas vajadzīgs, bet ne to, kā to panākt: īpašnieks prasa skaitļus, iepirkums – trīs piedāvājumus, arodbiedrība – mieru. Viņš lasa pirms sešiem rītā un uzticas tam, kas parāda, kā mērīts.',
    facts: {
      place: 'Mazpilsēta ar rūpniecību, stundas braucienā no lielas pilsētas',
      language: 'Pamācības lasa angliski, izlemj savā valodā',
      job: 'Ražošanas vadītājs; līdz 200 000 ierosina, līdz 10 000 izlemj viens',
      industry: 'Pārtika un iepakojums, 50 līdz 300 cilvēku',
      interests: 'Dīkstāve, pārregulēšanas laiki, cilvēki, kas pazīst savu mašīnu',
      devices: 'Dators birojā, telefons cehā',
      values: 'Uzticamība, vienkārši vārdi, rezerves daļas pēc desmit gadiem',
      motives: 'Mazāk zvanu naktī; skaitlis, ko parādīt īpašniekam',
      pains: 'Neviens neaptur līniju, kas strādā; pārdevēji, kas pēc paraksta pazūd',
      buying: 'Deviņi līdz piecpadsmit mēneši; lemj četri cilvēki; sākas ar bojājumu vai jaunu klientu',
    },
  },
}
