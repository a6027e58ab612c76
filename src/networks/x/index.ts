import { defineNetwork } from '../kit/network.ts'
import { edit, remove } from './change.ts'
import { connect } from './connect.ts'
import { find } from './find.ts'
import { history, insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { mentions, people } from './people.ts'
import { publish } from './publish.ts'
import { reactions } from './reactions.ts'
import { webhooks } from './webhooks.ts'

export const x = defineNetwork(manifest, {
  connect,
  publish,
  find,
  edit,
  remove,
  insights,
  history,
  people,
  mentions,
  reactions,
  webhooks,
})
