import { defineNetwork } from '../kit/network.ts'
import { connect } from './connect.ts'
import { manifest } from './manifest.ts'
import { edit, publish, remove } from './publish.ts'
import { serve } from './serve.ts'

export const feed = defineNetwork(manifest, { connect, serve, publish, edit, remove })
