// Ends with 0 when this container's Carillon says that it is live and ready: the health check of image and compose file.
const { ok } = await fetch(`http://localhost:${process.env.PORT}/api/health`).catch(() => ({ ok: false }))
process.exit(ok ? 0 : 1)
