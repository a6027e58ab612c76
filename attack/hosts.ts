import { table } from '../test/people/routes-table.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { openSecondDoor } from './frame/second-door.ts'

const evil = 'evil.example'
const lies = [
  { 'x-forwarded-host': evil },
  { 'x-forwarded-host': `localhost, ${evil}` },
  { forwarded: `host=${evil};proto=https` },
  { 'x-host': evil, 'x-forwarded-server': evil, 'x-original-host': evil },
] as const

/** Behind a proxy that passes on what it is given: nobody but the settings says what this house is called. */
const hosts: Attack = {
  name: 'host-header',
  async run(house, tally) {
    const door = await openSecondDoor(house)
    try {
      for (const lie of lies) await everywhere(tally, door.from('203.0.113.60'), lie)
      await links(house, tally, door.from('203.0.113.61'))
    } finally {
      await door.close()
    }
  },
}

/** What answers anybody without a change, and may hand out addresses of ours. */
async function everywhere(tally: Tally, visit: Caller, lie: Record<string, string>): Promise<void> {
  const said = JSON.stringify(lie)
  const reading = Object.entries(table).filter(
    ([name, { may }]) => may === 'anyone' && name.startsWith('GET'),
  )
  for (const [name, { outside }] of reading) {
    const path = name.replace('GET ', '').replace(/:\w+/g, 'x')
    const { text, headers } = await visit(`GET ${outside ? '' : '/api/v1'}${path}`, undefined, lie)
    const told = `${text} ${JSON.stringify(headers)}`
    tally.check(`${name} with ${said}`, !told.includes(evil), told)
  }
}

/** Links that are handed to people lead to the address of the settings, and a page that calls itself us changes nothing. */
async function links(house: House, tally: Tally, visit: Caller): Promise<void> {
  visit.cookie = house.owner.cookie
  const standing = { 'carillon-csrf': '1', 'carillon-workspace': house.workspaceId }
  let n = 0
  const invite = (headers: Record<string, string>) =>
    visit(
      'POST invitations',
      { email: `host-${n++}@example.org`, role: 'analyst', way: 'link' },
      { ...standing, ...headers },
    )
  for (const lie of lies) {
    const made = await invite(lie)
    const leads = String(made.body.url).startsWith(`${house.url}/`)
    tally.check(
      `an invitation with ${JSON.stringify(lie)} leads home`,
      made.status === 201 && leads,
      made.text,
    )
    const forged = await invite({ ...lie, origin: `http://${evil}` })
    tally.check(`a page with ${JSON.stringify(lie)} changes nothing`, forged.status === 403, forged.text)
  }
  const plain = await invite({})
  tally.check('control: without a lie an invitation is made', plain.status === 201, plain.text)
}

export const hostAttacks: readonly Attack[] = [hosts]
