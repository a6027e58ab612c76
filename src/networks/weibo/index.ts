import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { find } from './find.ts'
import { history } from './history.ts'
import { insights } from './insights.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { publish } from './publish.ts'

export const weibo = defineNetwork(manifest, { connect, publish, find, insights, history, people })
