# Records that may be of one person or company.

noun-duplicate = the merge
noun-account-name = a company's other name
