import type { SendCall } from '../kit/network.ts'
import type { Listed } from './entities.ts'

/** Of so many nobody can say anyway which one it is. */
const mostAsked = 20
const oldMs = 2 * 86_400_000
const prefix = 'listed '

type Place = Pick<SendCall, 'tools' | 'account' | 'key'>

/**
 * A story has no words and no name: it is taken from the list by its time alone. Whose it is stands on the shelf of the
 * account, so that of two deliveries that left in one minute neither takes the other's.
 */
export async function notAnothers(
  { tools, account, key }: Place,
  listed: readonly Listed[],
): Promise<readonly Listed[]> {
  if (listed.length > mostAsked) return listed
  const shelf = tools.shelf(account)
  const free: Listed[] = []
  for (const one of listed) {
    const kept = await shelf.get(placeOf(one))
    if (!kept || kept.value === key) free.push(one)
  }
  return free
}

/** False when another delivery has taken it meanwhile. */
export async function take({ tools, account, key }: Place, one: Listed): Promise<boolean> {
  const shelf = tools.shelf(account)
  const old = tools.now().getTime() - oldMs
  for (const kept of await shelf.newest(100))
    if (kept.key.startsWith(prefix) && kept.at.getTime() < old) await shelf.remove(kept.key)
  return (await shelf.add(placeOf(one), key)).value === key
}

const placeOf = ({ kind, id }: Listed): string => `${prefix}${kind} ${id}`
