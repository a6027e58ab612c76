import type { Texts } from './ideas.ts'

export const latvian: Texts = {
  monday: 'Filtrs vai espreso pirmdienā? Viens vārds, bez paskaidrojumiem.',
  window: 'Parādiet, kur šodien dzerat pirmo tasi. Par skaistāko logu – paciņa {bean}.',
  croissant: 'Pabeidziet teikumu: kafija bez kruasāna ir kā …',
  guess: 'Uzminiet, cik tases ielējām pagājušajā nedēļā. Tuvākā atbilde dzer par brīvu.',
  milk: 'Auzu, govs vai vispār bez piena? Izlemjam šeit, pieklājīgi.',
  song: 'Kādai dziesmai skanēt, kamēr dziest {bean}? Ieteikumus pieņemam līdz pusdienlaikam.',
  shelf: 'Plauktā divas paciņas: {bean} un mājas maisījums. Kura aizies pirmā?',
  habit: 'Kāds ir jūsu kafijas ticējums? Mūsējais: līdz deviņiem nemaisīt pulksteņrādītāja virzienā.',
  roast: 'Grauzdējums nr. {n}, {bean}: ārā no bungas 6.40 no rīta. Visa iela smaržo pēc karameles.',
  ilze: 'Iepazīstieties: Ilze, kas nogaršojusi katru partiju kopš atvēršanas. Viņas mīļākā ir nr. {n}.',
  scale: 'Vecos svarus salabojām, nevis nopirkām jaunus. Tagad tie ir par diviem gramiem godīgāki.',
  letter: 'Vēstule no saimniecības, kur aug mūsu {bean}: lietus šogad atnāca laikā.',
  morning: 'Seši no rīta, gaisma ieslēgta, pirmā tējkanna. Labrīt no grauzdētavas!',
  paper: 'Mūsu paciņas atkal ir tikai no papīra. Iekšējais slānis izdevās ar mēģinājumu nr. {n}.',
  bitter: 'Rūgta tase? Pirms vainojat pupiņas, samaliet par vienu soli rupjāk.',
  water: 'Ūdens 93 °C, 60 grami uz litru, četras minūtes. Pārējais ir gaumes lieta.',
  flowers: 'Kāpēc {bean} smaržo pēc ziediem: augsti lauki, vēsas naktis, lēnas ogas.',
  keep: 'Glabājiet kafiju slēgtu, sausā un tumšā vietā, bet ne ledusskapī: tā uzsūc visas smaržas.',
  rest: 'Svaigākais nav labākais: vairums pupiņu atveras {n} dienas pēc grauzdēšanas.',
  back: '{bean} ir atpakaļ, šoreiz {n} kastes. Meklējiet veikalā, piegāde bez maksas līdz svētdienai.',
}
