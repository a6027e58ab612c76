import { defineNetwork } from '../kit/network.ts'
import { edit, remove } from './change.ts'
import { connect } from './connect.ts'
import { insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { publish } from './publish.ts'
import { webhooks } from './webhooks.ts'

export const telegram = defineNetwork(manifest, {
  connect,
  publish,
  edit,
  remove,
  insights,
  people,
  webhooks,
})
