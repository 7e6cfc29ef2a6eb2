/** Runs a command; what it returns is the exit status of the program. */
export type Run = (run: (signal: AbortSignal) => Promise<number>) => Promise<void>;
