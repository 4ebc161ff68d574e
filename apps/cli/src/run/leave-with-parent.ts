// Loaded into every child of the CLI before its own code (`--import`): when the channel to the CLI closes, because the CLI died in
// whatever way, the child is asked to finish and, if it does not, ends. No child outlives its Titian.
const PATIENCE_MS = 20_000;

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// The listener alone would keep a child alive that has nothing left to do.
process.channel?.unref();
