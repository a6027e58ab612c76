import { defineNetwork } from '../kit/network.ts'
import { edit, remove } from './change.ts'
import { connect } from './connect.ts'
import { history, insights } from './insights.ts'
import { find } from './look.ts'
import { manifest } from './manifest.ts'
import { mentions } from './mentions.ts'
import { people } from './people.ts'
import { publicProfiles } from './public.ts'
import { publish } from './publish.ts'
import { reactions } from './reactions.ts'

export const mastodon = defineNetwork(manifest, {
  connect,
  publish,
  find,
  edit,
  remove,
  insights,
  history,
  people,
  mentions,
  publicProfiles,
  reactions,
})
