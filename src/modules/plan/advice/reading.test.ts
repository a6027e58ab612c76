import { expect, test } from 'vitest'
import { readingOf } from './reading.ts'

const level = (text: string, language: string | null = null) => readingOf(text, language)?.level ?? null

const child =
  'The cat sat on the mat. The dog ran to the cat. They had a lot of fun. Then it was time to go home. Mum had made a cake for tea, and it was good.'
const office =
  'Notwithstanding the aforementioned considerations, organisational stakeholders should systematically operationalise interdepartmental communication methodologies, particularly regarding international accountability, administrative transparency, and comprehensive documentation of institutional responsibilities throughout implementation.'

test('English is read by Flesch: a fable is easy, an office is hard', () => {
  expect(readingOf(child, 'en')).toMatchObject({ level: 'very_easy', formula: 'flesch' })
  expect(level(office, 'en')).toBeNull()
  expect(readingOf(`${office} ${office}`, 'en-GB')).toMatchObject({ level: 'very_hard', formula: 'flesch' })
})

test('English is known by its small words where no language was named', () => {
  expect(readingOf(child, null)?.formula).toBe('flesch')
})

test('Russian is read by its own formula, with a syllable for each vowel', () => {
  const simple =
    'Мы пекли хлеб. Он был тёплый. Кот спал на окне. Дом пах мёдом. Мы пили чай и ели мёд. Дед пел. Все сели за стол. Сын дал нам сыр. Сад был бел. Снег шёл весь день.'
  const hard =
    'Осуществление организационных мероприятий предполагает последовательное совершенствование административных взаимоотношений, обеспечивающих документирование ответственности учреждений и прозрачность государственного регулирования предпринимательской деятельности населения. Представители заинтересованных организаций систематически анализируют информационное взаимодействие территориальных подразделений.'
  expect(readingOf(simple, 'ru')).toMatchObject({ level: 'very_easy', formula: 'oborneva' })
  expect(readingOf(`${hard} ${hard}`, null)).toMatchObject({ level: 'very_hard', formula: 'oborneva' })
})

test('other languages of Latin letters are read by LIX', () => {
  const latvian =
    'Maize ir silta. Kaķis guļ uz loga. Mēs ejam uz mežu. Bērni sēž pie galda. Tēvs dzied. Māte lej tēju. Suns skrien pa pļavu. Rīts ir balts. Sniegs krīt visu dienu. Mēs ēdam medu un sieru.'
  expect(readingOf(latvian, 'lv')).toMatchObject({ level: 'very_easy', formula: 'lix' })
  // Björnsson's own example of counting: words in a sentence, and the share of words longer than six letters.
  const words = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 'bokstaven' : 'ord')).join(' ')
  expect(readingOf(`${words}.`, 'sv')?.score).toBe(30 + Math.round(100 / 3))
})

test('of Thai and Vietnamese, and of what is too short, nothing is said', () => {
  expect(level('ขนมปังอุ่น '.repeat(60), 'th')).toBeNull()
  expect(level('ขนมปังอุ่น '.repeat(60), 'en')).toBeNull()
  expect(level('Bánh mì ấm và trà nóng ở nhà bà ngoại. '.repeat(9), null)).toBeNull()
  expect(level('Bread is warm.', 'en')).toBeNull()
  expect(level('', null)).toBeNull()
})

test('addresses, mentions and hashtags are no prose', () => {
  const tail =
    ' https://internationalorganisation.example/administrative-transparency #organisationalResponsibilities @interdepartmental'
  expect(readingOf(child + tail.repeat(5), 'en')?.score).toBe(readingOf(child, 'en')?.score)
})
