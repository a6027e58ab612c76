import { type ChannelPart, type ChannelRoles, type Holder, roleOn } from './channel-roles.ts'
import { mayDo, mayGive, type Right, type Role, rights } from './rights.ts'

type Worth = Holder & { only: readonly Right[] | null }

/** May only look, at what every role may look at: what two roles have in common of which neither holds the other. */
const least: Role = 'analyst'

const weaker = (one: Role, other: Role): Role =>
  mayGive(one, other) ? other : mayGive(other, one) ? one : least

/** What somebody's key is worth: all that it was given, and nothing that its maker may not do now. */
export function boundBy(key: Worth, maker: Holder): Worth {
  const role = weaker(key.role, maker.role)
  const beyond = (right: Right) => mayDo(role, right) && !(mayDo(key.role, right) && mayDo(maker.role, right))
  const all = Object.keys(rights) as Right[]
  const only = all.some(beyond) ? (key.only ?? all).filter((right) => !beyond(right)) : key.only
  return { role, only, channels: channelsOf(key, maker) }
}

function channelsOf(key: Holder, maker: Holder): ChannelRoles | null {
  if (!key.channels && !maker.channels) return null
  const named = new Set([key, maker].flatMap(({ channels }) => Object.keys(channels?.parts ?? {})))
  const chosenOnly = Boolean(key.channels?.chosenOnly || maker.channels?.chosenOnly)
  const parts = [...named].map((id): [string, ChannelPart] => {
    const [one, other] = [roleOn(key, id), roleOn(maker, id)]
    const role = one && other && weaker(one, other)
    // Nobody is an owner of one channel only, and an exception never names that role.
    return [id, role === 'owner' ? 'own' : (role ?? 'none')]
  })
  return { chosenOnly, parts: Object.fromEntries(parts) }
}
