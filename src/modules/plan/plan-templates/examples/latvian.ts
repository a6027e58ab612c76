import type { Written } from './written.ts'

export const latvian: Written = {
  alone: {
    name: 'Vienatnē līdztekus darbam',
    about:
      'Veikalam, kafejnīcai vai praksei, kuras īpašnieks publicē starp klientiem: trīs ieraksti nedēļā, apmēram divas stundas. Par maz komandai, kas publicē katru dienu.',
    pillars: [
      { name: 'Ko mēs darinām', about: 'Šodienas darbs no pirmā soļa līdz gatavam' },
      { name: 'Kas mēs esam', about: 'Sejas, rokas, telpa, kāpēc mēs darām tieši tā' },
      { name: 'Noder zināt', about: 'Ko klienti jautā pie letes, atbildēts reizi par visām' },
    ],
    rubrics: [
      {
        name: 'Otrdienas padoms',
        hint: 'Viens pagājušās nedēļas jautājums, atbildēts trīs teikumos un vienā attēlā.',
      },
      { name: 'Aiz letes', hint: 'Kāds no mums vai stūris, ko neviens neredz. Bez pārdošanas.' },
    ],
  },
  companies: {
    name: 'Uzņēmumiem, kas pārdod uzņēmumiem',
    about:
      'Ilgiem lēmumiem un nedaudziem pircējiem: daudz skaidro, maz piedāvā. Ne precēm, ko nopērk minūtē.',
    pillars: [
      { name: 'Kā tas darbojas', about: 'Viena detaļa, viens solis, viena kļūda; skaidro tas, kas zina' },
      { name: 'No prakses', about: 'Kas izmērīts pie klienta, ar viņa atļauju' },
      { name: 'Cilvēki', about: 'Kas ceļ klausuli, kas šeit mācās, kas dodas pensijā' },
    ],
    rubrics: [
      {
        name: 'Nedēļas jautājums',
        hint: 'Jautājums, ko dzirdēja pārdošana vai serviss; atbilde bez reklāmas.',
      },
      {
        name: 'Skaitlis ar skaidrojumu',
        hint: 'Viens skaitlis no prakses: kā tas mērīts un ko tas nepasaka.',
      },
    ],
  },
  shop: {
    name: 'Interneta veikals',
    about:
      'Veikaliem, kas pārdod no ieraksta: piektā daļa ir piedāvājumi, četrreiz vairāk nekā parasti. Kam maz preču un daudz sekotāju, ņem mazāk.',
    pillars: [
      { name: 'Lietošanā', about: 'Lieta savā vietā, kāda rokās' },
      { name: 'Kā izvēlēties', about: 'Izmēri, atšķirības, kopšana, kam tā neder' },
      { name: 'Klienti', about: 'Viņu attēli un vārdi, ar viņu atļauju' },
    ],
    rubrics: [
      { name: 'Pirmdienas jaunums', hint: 'Viena jauna lieta: cik maksā, cik ir, kur dabūt.' },
      { name: 'Kā izvēlēties', hint: 'Divas lietas blakus, un kam kura der.' },
    ],
    dates: ['Dāvanas gada nogalei'],
  },
  house: {
    name: 'Nams ar programmu',
    about:
      'Muzejiem, bibliotēkām, teātriem un klubiem, kas vēlas, lai cilvēki atnāk: vakari un nedēļas nogales, programma ceturtdienās. Vajag kādu, kas datumus zina divas nedēļas iepriekš.',
    pillars: [
      { name: 'Programmā', about: 'Ko var redzēt un darīt, un kam tas domāts' },
      { name: 'No nama', about: 'Priekšmeti, telpas, mēģinājumi, darbs, ko neviens neredz' },
      { name: 'Apmeklētāji', about: 'Ko cilvēki teica, zīmēja, jautāja, atrada' },
    ],
    rubrics: [
      { name: 'Nedēļas priekšmets', hint: 'Viena lieta, viens stāsts, viens jautājums lasītājiem.' },
      {
        name: 'Šajā nedēļas nogalē',
        hint: 'Kas notiek, no cikiem līdz cikiem, cik maksā, kā tikt iekšā ar ratiņiem.',
      },
    ],
  },
  courses: {
    name: 'Skola un kursi',
    about:
      'Tiem, kas māca un uzņem vairākas reizes gadā: katrs ieraksts kaut ko nelielu iemāca. Uzņemšanas nedēļās pievienojiet kampaņas ierakstus; šeit to nav.',
    pillars: [
      { name: 'Iemācies tagad', about: 'Kaut kas, ko pēc minūtes jau prot' },
      { name: 'Skolotāji un audzēkņi', about: 'Kā kāds to iemācījās, ar viņa atļauju' },
      { name: 'Uzņemšana', about: 'Līmeņi, laiki, cenas, pirmā nodarbība' },
    ],
    rubrics: [
      { name: 'Nedēļas kļūda', hint: 'Bieža kļūda, kāpēc tā gadās un kā ir pareizi.' },
      {
        name: 'Piektdienas mīkla',
        hint: 'Viens jautājums ar trim atbildēm; atrisinājums pirmdien pirmajā atbildē.',
      },
    ],
  },
}
