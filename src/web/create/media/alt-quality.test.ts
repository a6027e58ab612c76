import { expect, test } from 'vitest'
import { altHints } from './alt-quality.ts'

test('a file name is no description', () => {
  for (const alt of ['IMG_2041.jpg', 'DSC00123', 'Screenshot 2030', 'holiday-final.PNG'])
    expect(altHints(alt), alt).toContain('file_name')
  expect(altHints('Summer Menu', { fileName: 'summer menu.png' })).toEqual(['file_name'])
  expect(altHints('A rye loaf on a wooden board', { fileName: 'loaf.jpg' })).toEqual([])
})

test('that it is a picture is said by the reader already, in five languages', () => {
  for (const alt of [
    'Image of a loaf',
    'A photo of the shop',
    'Attēls, kurā redzama maize',
    'Фото хлеба на столе',
    'На картинке хлеб на столе',
    'ภาพของขนมปังบนโต๊ะ',
    'Hình ảnh của ổ bánh mì',
  ])
    expect(altHints(alt), alt).toEqual(['says_picture'])
  for (const alt of ['Imagine a loaf', 'Fotogrāfe pie loga', 'ภาพันธ์ยิ้มที่โต๊ะ', 'Ảnhhưởng của gió'])
    expect(altHints(alt), alt).toEqual([])
})

test('too long, too short and the same for many are told; marks are no letters of their own', () => {
  expect(altHints('a '.repeat(200))).toEqual(['too_long'])
  expect(altHints('loaf')).toEqual(['too_short'])
  expect(altHints('กิ่งไม้ดอกไม้')).toEqual([])
  expect(altHints('A rye loaf', { same: 3 })).toEqual(['same'])
  expect(altHints('')).toEqual([])
})
