import { expect, test } from 'vitest'
import { weakness } from './password.ts'

const anna = { email: 'anna.berzina@bellshop.lv', name: 'Anna Bērziņa' }
const code = (password: string) => weakness(password, anna)?.code

test.each([
  'otter lantern gravel',
  'vK7#pL2!qZ9w',
  'kā dzied mežs rītā',
  'สวัสดีตอนเช้าทะเล',
  'mot con vit xoe ra hai cai canh',
  'тихий вечер у моря',
])('"%s" is strong enough', (password) => expect(code(password)).toBeUndefined())

test.each([
  ['short', 'password_short'],
  ['éèêëüöäßñ', 'password_short'],
  ['👩‍🎤👩‍🎤', 'password_short'],
  ['aaaaaaaaaaaa', 'password_uniform'],
  ['abababababab', 'password_uniform'],
  ['password123', 'password_common'],
  ['Passw0rd123!', 'password_common'],
  ['P@ssw0rd2024', 'password_common'],
  ['qwertyuiop12', 'password_common'],
  ['1234567890', 'password_common'],
  ['0987654321', 'password_common'],
  ['abcdefghijkl', 'password_common'],
  ['йцукенгшщз', 'password_common'],
  ['welcomewelcome', 'password_common'],
  ['iloveyou!!!!', 'password_common'],
  ['Summer2024!!', 'password_common'],
  ['anna.berzina@bellshop.lv', 'password_personal'],
  ['bellshop2024', 'password_personal'],
  ['AnnaBerzina1', 'password_personal'],
])('"%s" is refused as %s', (password, expected) => expect(code(password)).toBe(expected))

test('each refusal says what to do', () => {
  for (const password of ['short', 'aaaaaaaaaaaa', 'password123', 'bellshop2024'])
    expect(weakness(password, anna)?.detail).toMatch(/(Use|Choose) .+\.$/)
})
