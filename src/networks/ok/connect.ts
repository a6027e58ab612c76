import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Joined, Profile } from '../kit/network.ts'
import { beginOauth, completeOauth, credentialFrom, renewAccount, signInEnds } from '../kit/oauth.ts'
import { type Credential, readable, server } from './call.ts'
import { type Asking, asking, askingBy } from './client.ts'
import { addressedGroup, expectGroup, type Group, groupsBy, managedGroups, nameOf, pageOf } from './groups.ts'
import { dialect, isLong, monthMs, renewIn } from './token.ts'

const Remembered = z.object({ oauth: z.unknown(), group: z.string() })

export const connect: Connect = {
  async begin(tools, _way, fields, back) {
    const { url, remember } = beginOauth(dialect, await tools.app(), back)
    return { url, remember: { oauth: remember, group: (fields.group ?? '').slice(0, 200) } }
  },

  async complete(tools, query, remember, back) {
    const { oauth, group } = Remembered.parse(remember)
    return here(async () => {
      const tokens = await completeOauth(tools, dialect, query, oauth as Json, back).catch(codeRefused)
      const now = tools.now()
      const long = isLong(tokens, now)
      // A refresh token holds for thirty days, which its answer does not say; a long token is made longer by its use.
      const refreshEndsAt = long ? tokens.accessEndsAt : new Date(now.getTime() + monthMs)
      const credential: Credential = { ...credentialFrom({ ...tokens, refreshEndsAt }), long }
      return joinedBy(askingBy(tools, credential), credential, group)
    })
  },

  async form(tools, _way, fields) {
    const [access, applicationKey, sessionSecret] = ['token', 'applicationKey', 'sessionSecret'].map((name) =>
      (fields[name] ?? '').trim(),
    )
    if (!access || !applicationKey || !sessionSecret || /\s/.test(access + applicationKey + sessionSecret))
      throw rejected(
        'token_odd',
        'The public key, the token and the session secret key are one long word each. Copy them whole from the settings of the app at OK.',
      )
    const credential: Credential = {
      access,
      refresh: null,
      accessEndsAt: null,
      refreshEndsAt: null,
      own: { applicationKey, sessionSecret },
    }
    return here(() => joinedBy(askingBy(tools, credential), credential, fields.group ?? ''))
  },

  async refresh(tools, account) {
    // A token that was pasted cannot be made new; that it still holds is seen all the same.
    if (readable(await account.reload()).own) await whoAmI(asking(tools, account))
    else await renewAccount(tools, account, renewIn(tools))
  },

  async check(tools, account) {
    const ask = asking(tools, account)
    const me = await whoAmI(ask)
    const limits = await limitsFor(ask)
    await expectGroup(ask, account.remoteId, me)
    const [group] = await groupsBy(ask, [account.remoteId])
    if (!group)
      throw new NetworkFailure('reconnect', 'OK does not know this group any more.', { code: 'page_gone' })
    return profileOf(group, { ...limits, ...ownLimits(account, limits) })
  },
}

async function joinedBy(ask: Asking, credential: Credential, address: string): Promise<Joined[]> {
  const me = await whoAmI(ask)
  const limits = await limitsFor(ask)
  const ids = address.trim() === '' ? await managedGroups(ask, me) : [await addressedGroup(ask, address, me)]
  const groups = await groupsBy(ask, ids)
  if (groups.length === 0)
    throw rejected(
      'no_page',
      'You manage no group at OK, or OK does not show it. Make yourself its administrator or editor, or write its address.',
    )
  return groups.map((group) => ({
    ...profileOf(group, limits),
    remoteId: group.uid,
    server,
    credential: credential as Json,
    expiresAt: signInEnds(credential),
  }))
}

async function whoAmI(ask: Asking): Promise<string> {
  const Me = z.object({ uid: z.string().min(1) })
  return (await ask('users.getCurrentUser', Me, { fields: { fields: 'UID' } })).uid
}

const Truth = z.union([z.boolean(), z.stringbool()])

/** What was not allowed is not offered in the composer; without the right to groups nothing goes. */
async function limitsFor(ask: Asking): Promise<ChannelLimits> {
  const has = (permission: string) =>
    ask('users.hasAppPermission', Truth, { fields: { ext_perm: permission } })
  if (!(await has('GROUP_CONTENT')))
    throw new NetworkFailure(
      'reconnect',
      'The app may not publish in groups (GROUP_CONTENT). Ask api-support@ok.ru to permit it, and join the group again.',
      { code: 'right_missing' },
    )
  const [photos, videos] = [await has('PHOTO_CONTENT'), await has('VIDEO_CONTENT')]
  return { ...(!photos && { images: { max: 0 } }), ...(!videos && { videos: { mime: [] } }) }
}

/** What OK does not publish, people may set. */
function ownLimits({ settings }: Pick<Account, 'settings'>, { images }: ChannelLimits): ChannelLimits {
  const told = (name: string): number | null => {
    const value = Number(settings[name] ?? '')
    return Number.isInteger(value) && value > 0 ? value : null
  }
  const [text, pictures, answers, answer] = ['textMax', 'imagesMax', 'answersMax', 'answerMax'].map(told)
  const poll = {
    ...(answers && { options: [2, Math.max(2, answers)] as const }),
    ...(answer && { optionMax: answer }),
  }
  return {
    ...(text && { text: { max: text } }),
    ...(pictures && images === undefined && { images: { max: pictures } }),
    ...(Object.keys(poll).length > 0 && { poll }),
  }
}

const profileOf = (group: Group, limits: ChannelLimits): Profile => ({
  handle: `@${nameOf(group)}`,
  name: group.name || nameOf(group),
  avatarUrl: group.pic_avatar || null,
  profileUrl: pageOf(group),
  limits,
})

/** Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now. */
async function here<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
      throw rejected(failure.code, failure.message)
    throw failure
  }
}

function codeRefused(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'signed_out')
    throw rejected(
      'code_refused',
      'OK did not accept its own answer: it holds for two minutes only. Start again.',
    )
  throw failure
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
