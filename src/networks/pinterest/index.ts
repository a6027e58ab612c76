import { defineNetwork } from '../kit/network.ts'
import { lookingFirst } from '../kit/repeat.ts'
import { edit, remove } from './change.ts'
import { connect } from './connect.ts'
import { find, skew } from './find.ts'
import { history } from './history.ts'
import { insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { publish } from './publish.ts'

export const pinterest = defineNetwork(manifest, {
  connect,
  publish: lookingFirst(publish, find, { skewMs: skew }),
  find,
  edit,
  remove,
  insights,
  history,
  people,
})
