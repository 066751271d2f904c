export declare function reasonToInstall(root: string, platform?: string, arch?: string): string | undefined;
