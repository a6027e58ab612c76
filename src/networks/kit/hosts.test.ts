import { expect, test } from 'vitest'
import { hostOf, isSite, isUnder } from './hosts.ts'

test('one host is written one way, whatever alphabet, letters, ports and dots somebody writes it with', () => {
  const same: readonly (readonly string[])[] = [
    [
      'brand.example',
      'Brand.Example',
      'https://www.BRAND.example/shop?x=1',
      'brand.example.',
      'brand.example:8443',
    ],
    [
      'xn--80ajpngj0i.xn--p1ai',
      'пекарня.рф',
      'ПЕКАРНЯ.РФ',
      'https://пекарня.рф./о-нас',
      'www.пекарня.рф:443',
    ],
    ['xn--12c1ctan9ec9hrc.xn--o3cw4h', 'ร้านกาแฟ.ไทย', 'https://ร้านกาแฟ.ไทย/เมนู'],
    // Composed and decomposed, as keyboards differ.
    ['xn--bnh-ela.vn', 'b\u00e1nh.vn', 'ba\u0301nh.vn', 'BÁNH.VN'],
    ['lv.brand.example', 'LV.brand.example..', 'lv。brand。example'],
  ]
  for (const [known, ...written] of same) expect(new Set(written.map(hostOf))).toEqual(new Set([known]))
  expect(hostOf('https://brand.example@evil.example/')).toBe('evil.example')
  for (const none of [
    '',
    'not a host',
    'javascript:alert(1)',
    'mailto:ann@brand.example',
    'ftp://brand.example',
  ])
    expect(isSite(hostOf(none))).toBe(false)
})

test('the address of a machine and a single word are no site', () => {
  for (const none of ['localhost', '127.0.0.1', '1234', '[::1]', 'brand', 'brand..example'])
    expect(isSite(hostOf(none))).toBe(false)
  for (const site of ['brand.example', 'пекарня.рф', 'ร้านกาแฟ.ไทย', 'bánhmì.vn', 'www.lv'])
    expect(isSite(hostOf(site))).toBe(true)
})

test('what lies under a site is known in any alphabet, and what only ends like it is not', () => {
  expect(isUnder('https://shop.xn--80ajpngj0i.xn--p1ai/', 'пекарня.рф')).toBe(true)
  expect(isUnder('пекарня.рф', 'www.ПЕКАРНЯ.рф.')).toBe(true)
  expect(isUnder('notbrand.example', 'brand.example')).toBe(false)
  expect(isUnder('brand.example', '')).toBe(false)
  expect(isUnder('', '')).toBe(false)
})
