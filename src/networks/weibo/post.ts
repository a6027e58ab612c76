import type { Content, Part } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'
import { site } from './client.ts'
import { pageName, type Status } from './entities.ts'

export function partOf({ parts }: Pick<Content, 'parts'>): Part {
  const [part] = parts
  if (!part) throw new Error('A content has a part')
  return part
}

export const sentPart = (uid: string, { id, mid }: Pick<Status, 'id' | 'mid'>): SentPart => ({
  remoteId: id,
  url: postUrl(uid, mid ?? id),
})

export const postUrl = (uid: string, mid: string): string => `${site}/${uid}/${pageName(mid)}`
