import { defineNetwork } from '../kit/network.ts'
import { lookingFirst } from '../kit/repeat.ts'
import { edit, remove } from './change.ts'
import { connect } from './connect.ts'
import { find, skewMs } from './find.ts'
import { history } from './history.ts'
import { insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { publish } from './publish.ts'
import { reactions } from './reactions.ts'

export const ok = defineNetwork(manifest, {
  connect,
  publish: lookingFirst(publish, find, { skewMs }),
  find,
  edit,
  remove,
  insights,
  history,
  people,
  reactions,
})
