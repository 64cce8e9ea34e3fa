const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;

/**
 * The environment of everything that is timed: this one, but for the extra certificates that some machines give to Node. It
 * reads them at each start, which takes twice as long as the start itself.
 */
export const environment: NodeJS.ProcessEnv = inherited;
