import type { FieldError } from '../../../platform/errors.ts'
import { signInError } from './errors.ts'

const shortest = 10

/** Hearts of passwords that are tried first everywhere; digits, signs and look-alikes around them help little. */
const common = new Set(
  `password passwort pass passwd motdepasse parol qwerty qwertyuiop qwertz azerty asdfghjkl zxcvbnm asdf letmein welcome
  admin administrator root superuser login secret changeme changeit default guest testtest tester hello helloworld
  iloveyou loveyou lovely princess sunshine football baseball basketball soccer monkey dragon master shadow superman
  batman pokemon starwars trustno michael jordan jessica ashley charlie daniel thomas andrew joshua matthew anthony
  summer winter autumn spring monday friday january december august computer internet google facebook instagram twitter
  samsung iphone android microsoft windows whatever freedom flower ginger pepper cheese chocolate cookie banana orange
  purple yellow diamond silver golden killer hunter ranger buster tigger harley mustang ferrari porsche mercedes yamaha
  liverpool arsenal chelsea barcelona juventus letmeinnow opensesame abcabc abcdef abcdefgh abcdefghij qazwsx qazwsxedc
  onetwothree nothing forever together carillon marketing socialmedia company business carillonadmin correcthorsebatterystaple
  privet lubov natasha marina andrei sergei vladimir matkhau anhyeuem emyeuanh sawasdee latvija parole`
    .split(/\s+/)
    .filter(Boolean),
)

const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхъ',
  'qwertzuiop',
]

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Refuses a password that is short, common, or made of what anybody knows of its owner. The field tells what to do. */
export function refuseWeak(
  password: string,
  person: { email: string; name?: string },
  field = 'password',
): void {
  const wrong = weakness(password, person)
  if (wrong) throw signInError('weak_password', {}, [{ path: field, ...wrong }])
}

type Weakness = Omit<FieldError, 'path'>

export function weakness(password: string, person: { email: string; name?: string }): Weakness | undefined {
  const letters = [...password]
  if (letters.length < shortest)
    return {
      code: 'password_short',
      detail: `Use at least ${shortest} characters. Three or four words that do not belong together are strong and easy to keep.`,
    }
  if (new Set(letters).size < 5)
    return {
      code: 'password_uniform',
      detail: 'The same few characters repeat. Use more different ones, for example a few words.',
    }
  if (isKnownOf(password, person))
    return {
      code: 'password_personal',
      detail: 'This is made of your name or mail address, which others know. Choose something else.',
    }
  if (isCommon(password))
    return {
      code: 'password_common',
      detail:
        'This is one of the passwords that are tried first. Choose a few words that do not belong together.',
    }
  return undefined
}

function isKnownOf(password: string, { email, name = '' }: { email: string; name?: string }): boolean {
  const said = bare(password)
  const [box = '', host = ''] = bare(email).split('@')
  const known = [
    bare(email),
    box,
    host,
    ...box.split(/[^\p{L}]+/u),
    ...host.split('.'),
    ...bare(name).split(/\s+/),
  ]
  return known.some((part) => part.length >= 4 && said.includes(part) && said.length - part.length < 8)
}

/** In small letters without marks: Bērziņa is berzina. */
const bare = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Takes away what people add, and looks whether more than a common heart or a walk over the keys is left. */
function isCommon(password: string): boolean {
  const said = password.toLowerCase()
  const read = [...said].map((letter) => lookAlikes[letter] ?? letter).join('')
  return [said, read].some((text) => isHeart(text) || isHeart(text.replace(/[^\p{L}]/gu, ''))) || isWalk(said)
}

/** A heart alone, doubled, or with a few characters around it. */
function isHeart(text: string): boolean {
  const half = text.slice(0, text.length / 2)
  if (half + half === text && half.length > 2 && isHeart(half)) return true
  if (common.has(text)) return true
  for (const word of common)
    if (word.length >= 4 && text.includes(word) && text.length - word.length <= 4) return true
  return false
}

/** Mostly steps to the neighbour, on the keyboard or in the alphabet, either way. */
function isWalk(text: string): boolean {
  const letters = [...text]
  const steps = letters.slice(1).filter((letter, at) => areNeighbours(letters[at] ?? '', letter)).length
  return steps >= (letters.length - 1) * 0.75
}

const areNeighbours = (one: string, other: string): boolean =>
  one === other || rows.some((row) => row.includes(one + other) || row.includes(other + one))
