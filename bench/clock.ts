/** CPU time of this process in milliseconds, all threads: other programs on the machine do not count. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
