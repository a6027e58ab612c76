import type { Reply } from '../frame.ts'
import { type Call, ok, wrong } from './say.ts'
import { asStatus } from './shapes.ts'

const most = 280
const largest = 5 * 1024 * 1024

/** Half-width signs count one, all others two; 140 of the wide ones fit. */
const widthOf = (text: string): number =>
  [...text.normalize('NFC')].reduce((sum, sign) => {
    const units = sign.length
    return sum + (units === 1 && sign.charCodeAt(0) < 256 ? 1 : 2 * units)
  }, 0)

/** `POST /2/statuses/share.json`. Everything is looked at before anything is made. */
export function share({ state, member, request }: Call): Reply {
  const { fields, files, path } = request
  const no = (code: number, words: string, status = 400) => wrong(code, words, path, status)
  const text = String(fields.status ?? '')
  const rip = String(fields.rip ?? '')
  if (text.trim() === '') return no(20008, 'Content is null!')
  if (rip === '') return no(10016, 'Miss required parameter (rip) , see doc for more info')
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(rip)) return no(10017, "Parameter (rip)'s value invalid")
  if (widthOf(text) > most) return no(20012, 'Text too long, please input text less than 140 characters!')
  if (/#[^#]+#/.test(text)) return no(10017, 'text contains topic!')
  if (state.safeDomain === '') return no(10017, 'appkey not bind domain!')
  if (!hostsIn(text).some((host) => isBelow(host, state.safeDomain)))
    return no(10017, 'text not find domain!')
  const picture = pictureIn(files.pic)
  if (picture === 'wrong') return no(20005, 'Unsupported image type, only suport JPG, GIF, PNG!')
  if (picture === 'large') return no(20006, 'Image size too large!')
  if (!state.mayShare(member)) return no(20016, 'out of limit!')
  const same = state.statuses.some((one) => one.uid === member.uid && one.text === text && !one.deleted)
  if (same) return no(20019, 'repeat content!')
  member.shared.push(state.at().getTime())
  const status = state.addStatus(member.uid, text, picture)
  if (state.slow > 0) {
    status.hiddenUntil = state.at().getTime() + state.slow
    return no(20032, 'Update success, while server slow now, please wait 1-2 minutes!')
  }
  return ok(asStatus(status, state))
}

const hostsIn = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host = '']) => host.toLowerCase())

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)

/** By its first bytes a picture is what it says it is. */
function pictureIn(file: Buffer | undefined): { mime: string } | null | 'wrong' | 'large' {
  if (!file) return null
  if (file.length >= largest) return 'large'
  const starts = (...bytes: number[]) => bytes.every((byte, at) => file[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return { mime: 'image/jpeg' }
  if (starts(0x89, 0x50, 0x4e, 0x47)) return { mime: 'image/png' }
  if (starts(0x47, 0x49, 0x46, 0x38)) return { mime: 'image/gif' }
  return 'wrong'
}
