import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { find, remove } from './find.ts'
import { history } from './history.ts'
import { insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { mentions } from './mentions.ts'
import { people } from './people.ts'
import { publicProfiles } from './public.ts'
import { publish } from './publish.ts'
import { reactions } from './reactions.ts'

export const bluesky = defineNetwork(manifest, {
  connect,
  publish,
  find,
  remove,
  insights,
  history,
  people,
  mentions,
  publicProfiles,
  reactions,
})
