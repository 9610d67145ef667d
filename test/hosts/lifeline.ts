/**
 * Loaded into every process of a host before anything else. A host must not outlive the script that started it, even
 * when that script is killed in a way that it cannot notice; so each process looks after its starter once a second.
 */
const starter = Number(process.env['HOST_STARTER']);

setInterval(() => {
  try {
    process.kill(starter, 0);
  } catch {
    process.exit();
  }
}, 1000).unref();
