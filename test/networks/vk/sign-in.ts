import { createHash, randomBytes } from 'node:crypto'
import { allRights, type Group, type Person, type VkState } from './state.ts'

type Grant = { person: Person; group: Group; device: string }
type Code = Grant & { challenge: string; redirect: string }

const tokenSeconds = 3600

/** VK ID: codes with their proof, tokens of an hour, and refresh tokens that serve once, each for one device. */
export function createSignIn(state: VkState) {
  const clientId = '7915193'
  const codes = new Map<string, Code>()
  const refreshes = new Map<string, Grant>()
  const no = (error: string) => ({ status: 200, body: { error, error_description: 'It is not valid' } })

  function issue(grant: Grant) {
    const access_token = state.addKey(grant.group, {
      by: 'person',
      person: grant.person,
      rights: allRights,
      endsAt: state.at().getTime() + tokenSeconds * 1000,
    })
    const refresh_token = `vk2.a.${randomBytes(20).toString('hex')}`
    refreshes.set(refresh_token, grant)
    state.keepSecret(grant.group, refresh_token)
    const told = { token_type: 'Bearer', expires_in: tokenSeconds, user_id: grant.person.id }
    return {
      status: 200,
      body: { access_token, refresh_token, ...told, scope: 'wall photos video groups stats' },
    }
  }

  return {
    clientId,
    /** Whoever signs in allows all that is asked; what they come back with. */
    allow(person: Person, group: Group, url: string): Record<string, string> {
      const asked = new URL(url).searchParams
      const [code, device] = [randomBytes(12).toString('hex'), randomBytes(8).toString('hex')]
      codes.set(code, {
        ...{ person, group, device },
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      })
      return { code, device_id: device, state: asked.get('state') ?? '', type: 'code_v2' }
    },
    token(fields: Record<string, string>) {
      if (fields.client_id !== clientId) return no('invalid_client')
      if (fields.grant_type === 'refresh_token') {
        const grant = refreshes.get(fields.refresh_token ?? '')
        if (!grant || grant.device !== fields.device_id) return no('invalid_token')
        refreshes.delete(fields.refresh_token ?? '')
        return issue(grant)
      }
      const known = codes.get(fields.code ?? '')
      codes.delete(fields.code ?? '')
      const proof = createHash('sha256')
        .update(fields.code_verifier ?? '')
        .digest('base64url')
      const right = known?.challenge === proof && known.redirect === fields.redirect_uri
      return known && right && known.device === fields.device_id ? issue(known) : no('invalid_grant')
    },
    /** What is kept of somebody who has signed in. */
    credentialOf(person: Person, group: Group) {
      const device = randomBytes(8).toString('hex')
      const { access_token, refresh_token, expires_in } = issue({ person, group, device }).body
      const accessEndsAt = new Date(state.now().getTime() + expires_in * 1000).toISOString()
      const ends = { accessEndsAt, refreshEndsAt: null }
      return { access: access_token, refresh: refresh_token, ...ends, by: 'person', device }
    },
    /** Ends what was allowed for a community: nothing is made new any more. */
    revoke(groupId: number): void {
      for (const [token, { group }] of refreshes) if (group.id === groupId) refreshes.delete(token)
    },
  }
}
