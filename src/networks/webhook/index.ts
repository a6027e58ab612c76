import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { manifest } from './manifest.ts'
import { edit, publish, remove } from './publish.ts'

export const webhook = defineNetwork(manifest, { connect, publish, edit, remove })
