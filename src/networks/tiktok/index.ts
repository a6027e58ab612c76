import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { find } from './find.ts'
import { history, insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { publish } from './publish.ts'
import { webhooks } from './webhooks.ts'

export const tiktok = defineNetwork(manifest, { connect, publish, find, insights, history, people, webhooks })
