import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { manifest } from './manifest.ts'
import { publish } from './publish.ts'

export const manual = defineNetwork(manifest, { connect, publish })
