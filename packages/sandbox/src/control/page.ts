// page placeholder
export const PAGE = '<!DOCTYPE html><title>sandbox</title>';
